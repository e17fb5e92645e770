package erp.migrations.backup.store;

import erp.migrations.sql.MigrationException;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bucket and the server that has it.
 *
 * @param prefix of all objects; empty, or ending in a slash
 */
record S3Settings(String bucket, String prefix, @Nullable URI endpoint, String region) {
    private static final Pattern PLACE =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");

    static S3Settings of(String place, Map<String, String> environment) {
        Matcher matcher = PLACE.matcher(place);
        if (!matcher.matches()) {
            throw new MigrationException(
                    "%s must be s3://BUCKET or s3://BUCKET/PREFIX.".formatted(place));
        }
        String path = matcher.group(2) == null ? "" : matcher.group(2).replaceAll("/+$", "");
        String endpoint = environment.get("ERP_S3_ENDPOINT");
        return new S3Settings(
                matcher.group(1),
                path.isEmpty() ? "" : path + "/",
                endpoint == null ? null : uri(endpoint),
                environment.getOrDefault("AWS_REGION", "us-east-1"));
    }

    S3Client connect(Map<String, String> environment) {
        var client =
                S3Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .credentialsProvider(credentials(environment))
                        .region(Region.of(region))
                        // Not every server that speaks S3 knows the newer ones; ours are in the
                        // manifest.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .forcePathStyle(endpoint != null);
        if (endpoint != null) {
            client.endpointOverride(endpoint);
        }
        return client.build();
    }

    /**
     * What the environment says, else whatever else the SDK finds: a profile, the machine's role.
     */
    private static AwsCredentialsProvider credentials(Map<String, String> environment) {
        String id = environment.get("AWS_ACCESS_KEY_ID");
        String secret = environment.get("AWS_SECRET_ACCESS_KEY");
        if (id == null || secret == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        String token = environment.get("AWS_SESSION_TOKEN");
        return StaticCredentialsProvider.create(
                token == null
                        ? AwsBasicCredentials.create(id, secret)
                        : AwsSessionCredentials.create(id, secret, token));
    }

    private static URI uri(String endpoint) {
        URI uri = URI.create(endpoint);
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw new MigrationException(
                    "ERP_S3_ENDPOINT must be a URL such as https://s3.example.org, not "
                            + endpoint);
        }
        return uri;
    }
}
