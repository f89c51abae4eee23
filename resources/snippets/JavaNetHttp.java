// java.net.http.HttpClient: expectContinue(true) sends the field (written 100-Continue) and waits for the answer: 5 s in
// JDK 25; without end in JDK 17, where only the request's time-out ends it. header("Expect", ...) is refused.
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;

public class JavaNetHttp {
    static final String URL = {{url}};
    static final String METHOD = {{method}};
    static final boolean EXPECT = {{on}}; // false is the default

    public static void main(String[] args) throws Exception {
        byte[] body = new byte[{{size}}];
        Arrays.fill(body, (byte) 'x');
        HttpRequest request = HttpRequest.newBuilder(URI.create(URL))
            .method(METHOD, HttpRequest.BodyPublishers.ofByteArray(body))
            .expectContinue(EXPECT)
            .timeout(Duration.ofSeconds(10))
            .build();
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        System.out.println(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
    }
}
