// SPDX-License-Identifier: GPL-3.0-or-later
// OkHttp with its default time-outs: URL SIZE get|off|on. Class path: okhttp, okio.
import java.util.Arrays;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

public class OkHttpClientProgram {
    public static void main(String[] args) throws Exception {
        byte[] body = new byte[Integer.parseInt(args[1])];
        Arrays.fill(body, (byte) 'x');
        Request.Builder builder = new Request.Builder().url(args[0]);
        if (!args[2].equals("get"))
            builder.post(RequestBody.create(null, body));
        if (args[2].equals("on"))
            builder.header("Expect", "100-continue");
        OkHttpClient client = new OkHttpClient();
        try (Response response = client.newCall(builder.build()).execute()) {
            System.out.println(response.code());
        } finally {
            System.exit(0); // its pools keep the program alive
        }
    }
}
