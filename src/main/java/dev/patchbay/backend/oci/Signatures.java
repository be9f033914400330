package dev.patchbay.backend.oci;

import dev.patchbay.wire.Headers;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/// Signs requests as OCI wants it: version 1 of its signatures, which is draft-cavage-http-
/// signatures-08 with RSA and SHA-256. The order of the signed headers is that of Oracle's own
/// TypeScript client.
final class Signatures {
    /// Two digits for the day, whatever the day.
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private static final String DIGEST = "x-content-sha256";

    /// The names of what is signed, as Oracle's client spells them.
    private static final String WITHOUT_BODY = "x-date (request-target) host";

    private static final String WITH_BODY = WITHOUT_BODY + " Content-Type Content-Length " + DIGEST;

    /// What is signed of a request.
    ///
    /// @param host the authority, as it is sent
    /// @param target path and query, exactly as they are sent
    record Signed(String method, String host, String target, String contentType, byte[] body) {
        boolean hasBody() {
            return switch (method) {
                case "POST", "PUT", "PATCH" -> true;
                default -> false;
            };
        }
    }

    private Signatures() {}

    /// The header lines to add to the request. `host`, `content-length` and `content-type` are
    /// sent anyway.
    static Headers sign(Signed request, Credential credential, Instant now) {
        var lines = lines(request, now);
        String text = string(lines);
        String value =
                "Signature version=\"1\",keyId=\"%s\",algorithm=\"rsa-sha256\",headers=\"%s\",signature=\"%s\""
                        .formatted(
                                credential.keyId().reveal(),
                                lines.containsKey(DIGEST) ? WITH_BODY : WITHOUT_BODY,
                                signed(text, credential));
        Headers headers = Headers.of("x-date", lines.getOrDefault("x-date", ""));
        if (lines.containsKey(DIGEST)) {
            headers = headers.with(DIGEST, lines.getOrDefault(DIGEST, ""));
        }
        return headers.with("Authorization", value);
    }

    /// The text that is signed: one line for each name, without a line break at the end.
    static String string(Map<String, String> lines) {
        var text = new StringBuilder();
        lines.forEach(
                (name, value) ->
                        text.append(text.isEmpty() ? "" : "\n")
                                .append(name)
                                .append(": ")
                                .append(value));
        return text.toString();
    }

    static SequencedMap<String, String> lines(Signed request, Instant now) {
        var lines = new LinkedHashMap<String, String>();
        lines.put("x-date", DATE.format(now));
        lines.put(
                "(request-target)",
                request.method().toLowerCase(Locale.ROOT) + " " + request.target());
        lines.put("host", request.host());
        if (request.hasBody()) {
            lines.put("content-type", request.contentType());
            lines.put("content-length", String.valueOf(request.body().length));
            lines.put(DIGEST, digest(request.body()));
        }
        return lines;
    }

    private static String digest(byte[] body) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String signed(String text, Credential credential) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(credential.key());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key cannot sign", e);
        }
    }
}
