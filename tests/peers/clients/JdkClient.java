// SPDX-License-Identifier: GPL-3.0-or-later
// java.net.http.HttpClient: URL SIZE get|off|on [SECONDS]. HTTP/1.1 is asked for, or it would offer an upgrade to h2c.
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;

public class JdkClient {
    public static void main(String[] args) throws Exception {
        byte[] body = new byte[Integer.parseInt(args[1])];
        Arrays.fill(body, (byte) 'x');
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(args[0])).expectContinue(args[2].equals("on"));
        if (args.length > 3)
            builder.timeout(Duration.ofSeconds(Long.parseLong(args[3])));
        if (!args[2].equals("get"))
            builder.POST(HttpRequest.BodyPublishers.ofByteArray(body));
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        System.out.println(client.send(builder.build(), HttpResponse.BodyHandlers.ofString()).statusCode());
    }
}
