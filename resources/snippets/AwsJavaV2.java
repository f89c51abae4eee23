// AWS SDK for Java v2 (S3): PutObject sends the field unless expectContinueEnabled(false); the wait is that of the HTTP
// client beneath. The URL's path stands for bucket and key; set your own region and credentials.
import java.net.URI;
import java.util.Arrays;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

public class AwsJavaV2 {
    static final String URL = {{url}};
    static final boolean EXPECT = {{on}}; // true is the default

    public static void main(String[] args) {
        URI place = URI.create(URL);
        String[] parts = place.getPath().substring(1).split("/", 2);
        byte[] body = new byte[{{size}}];
        Arrays.fill(body, (byte) 'x');
        try (S3Client s3 = S3Client.builder()
                 .endpointOverride(URI.create(place.getScheme() + "://" + place.getAuthority()))
                 .region(Region.US_EAST_1)
                 .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("YOUR-KEY-ID", "YOUR-SECRET")))
                 .serviceConfiguration(S3Configuration.builder()
                                           .pathStyleAccessEnabled(true)
                                           .expectContinueEnabled(EXPECT)
                                           .build())
                 .build()) {
            s3.putObject(b -> b.bucket(parts[0]).key(parts[1]), RequestBody.fromBytes(body));
            System.out.println("done");
        }
    }
}
