// SPDX-License-Identifier: GPL-3.0-or-later
// java.net.HttpURLConnection in streaming mode, in which alone it waits: URL SIZE get|off|on.
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.Arrays;

public class UrlConnectionClient {
    public static void main(String[] args) throws Exception {
        byte[] body = new byte[Integer.parseInt(args[1])];
        Arrays.fill(body, (byte) 'x');
        HttpURLConnection connection = (HttpURLConnection) new URL(args[0]).openConnection();
        if (!args[2].equals("get")) {
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            if (args[2].equals("on"))
                connection.setRequestProperty("Expect", "100-continue");
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        System.out.println(connection.getResponseCode());
    }
}
