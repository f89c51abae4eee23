// Apache HttpClient 5, classic: setExpectContinueEnabled(true) sends the field and waits up to 3 s; then the content goes.
// Needs httpclient5, httpcore5, httpcore5-h2 and slf4j-api.
import java.net.URI;
import java.util.Arrays;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

public class JavaApache5 {
    static final String URL = {{url}};
    static final String METHOD = {{method}};
    static final boolean EXPECT = {{on}}; // false is the default

    public static void main(String[] args) throws Exception {
        byte[] body = new byte[{{size}}];
        Arrays.fill(body, (byte) 'x');
        HttpUriRequestBase request = new HttpUriRequestBase(METHOD, URI.create(URL));
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_OCTET_STREAM));
        request.setConfig(RequestConfig.custom().setExpectContinueEnabled(EXPECT).build());
        try (CloseableHttpClient client = HttpClients.createDefault()) {
            client.execute(request, response -> {
                System.out.println(response.getCode() + " " + response.getReasonPhrase());
                EntityUtils.consume(response.getEntity());
                return null;
            });
        }
    }
}
