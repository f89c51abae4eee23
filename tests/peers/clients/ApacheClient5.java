// SPDX-License-Identifier: GPL-3.0-or-later
// Apache HttpClient 5, classic: URL SIZE get|off|on. Class path: httpclient5, httpcore5, slf4j-api.
import java.util.Arrays;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

public class ApacheClient5 {
    public static void main(String[] args) throws Exception {
        byte[] body = new byte[Integer.parseInt(args[1])];
        Arrays.fill(body, (byte) 'x');
        HttpUriRequestBase request = args[2].equals("get") ? new HttpGet(args[0]) : new HttpPost(args[0]);
        if (!args[2].equals("get"))
            request.setEntity(new ByteArrayEntity(body, null));
        request.setConfig(RequestConfig.custom().setExpectContinueEnabled(args[2].equals("on")).build());
        try (CloseableHttpClient client = HttpClients.createDefault()) {
            client.execute(request, response -> {
                EntityUtils.consume(response.getEntity());
                System.out.println(response.getCode());
                return null;
            });
        }
    }
}
