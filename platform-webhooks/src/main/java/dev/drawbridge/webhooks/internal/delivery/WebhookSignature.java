package dev.drawbridge.webhooks.internal.delivery;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Signs messages as Standard Webhooks 1.0.0 says: HMAC-SHA256, version {@code v1}. */
final class WebhookSignature {

    private static final String VERSION = "v1,";

    private WebhookSignature() {}

    /**
     * Returns the value of {@code webhook-signature}: one token for each secret, separated by spaces.
     *
     * @param secrets every secret that a receiver may have now
     * @param id {@code webhook-id}; has no dot
     * @param timestamp {@code webhook-timestamp}: seconds since 1970 of this attempt
     * @param body the very bytes that are sent
     * @return the header's value
     * @throws IllegalArgumentException if there is no secret or the id has a dot
     */
    public static String header(List<SigningSecret> secrets, String id, long timestamp, byte[] body) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("There is no secret to sign with");
        }
        byte[] content = content(id, timestamp, body);
        return secrets.stream()
                .map(secret -> VERSION + Base64.getEncoder().encodeToString(secret.mac(content)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] content(String id, long timestamp, byte[] body) {
        if (id.isEmpty() || id.indexOf('.') >= 0) {
            throw new IllegalArgumentException("A message id is not empty and has no dot");
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream(id.length() + body.length + 16);
        content.writeBytes((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        content.writeBytes(body);
        return content.toByteArray();
    }
}
