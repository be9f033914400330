package dev.patchbay.proxy.bodies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.Json;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// From the bytes of a request to its JSON object, or to a refusal that says what is wrong with it.
public final class RequestEncoding {
    private static final int PIECE = 64 << 10;

    private RequestEncoding() {}

    /// @param share what the body may take; grows by what is unpacked
    public static byte[] decoded(
            byte[] body, Optional<String> contentEncoding, BodyBudget.Share share) {
        String encoding = contentEncoding.orElse("identity").strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> unzipped(body, share);
            default ->
                    throw ProxyError.of(
                                    ProxyError.Kind.BAD_REQUEST,
                                    "The content encoding '%s' is not supported; send the body plain or as gzip."
                                            .formatted(encoding))
                            .withDetails(
                                    Json.object()
                                            .put(
                                                    "error_code",
                                                    "request_body_encoding_unsupported"));
        };
    }

    public static ObjectNode object(byte[] body) {
        JsonNode json;
        try {
            json = Json.read(body);
        } catch (JsonProcessingException e) {
            throw ProxyError.of(
                    ProxyError.Kind.BAD_REQUEST,
                    "The request body is not valid JSON%s.".formatted(place(e)));
        }
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw ProxyError.of(
                ProxyError.Kind.BAD_REQUEST,
                "The request body must be a JSON object, but is %s."
                        .formatted(json.getNodeType().name().toLowerCase(Locale.ROOT)));
    }

    private static byte[] unzipped(byte[] body, BodyBudget.Share share) {
        var plain = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body), PIECE)) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                if (plain.size() + count > BodyReader.LIMIT) {
                    throw ProxyError.of(
                            ProxyError.Kind.TOO_LARGE,
                            "The request is larger than 32 MB when unpacked.");
                }
                if (!share.grow(count)) {
                    throw BodyBudget.spent();
                }
                plain.write(piece, 0, count);
            }
        } catch (IOException e) {
            throw ProxyError.of(ProxyError.Kind.BAD_REQUEST, "The request body is not valid gzip.");
        }
        return plain.toByteArray();
    }

    private static String place(JsonProcessingException e) {
        var at = e.getLocation();
        return at == null || at.getLineNr() < 1
                ? ""
                : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
    }
}
