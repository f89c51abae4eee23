// SPDX-License-Identifier: GPL-3.0-or-later
// Apache HttpClient 4: URL SIZE get|off|on. Class path: httpclient, httpcore, commons-logging, commons-codec.
import java.util.Arrays;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;

public class ApacheClient4 {
    public static void main(String[] args) throws Exception {
        byte[] body = new byte[Integer.parseInt(args[1])];
        Arrays.fill(body, (byte) 'x');
        HttpRequestBase request = args[2].equals("get") ? new HttpGet(args[0]) : new HttpPost(args[0]);
        if (request instanceof HttpPost)
            ((HttpPost) request).setEntity(new ByteArrayEntity(body));
        request.setConfig(RequestConfig.custom().setExpectContinueEnabled(args[2].equals("on")).build());
        try (CloseableHttpClient client = HttpClients.createDefault();
             CloseableHttpResponse response = client.execute(request)) {
            EntityUtils.consume(response.getEntity());
            System.out.println(response.getStatusLine().getStatusCode());
        }
    }
}
