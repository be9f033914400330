package dev.patchbay.backend;

import dev.patchbay.wire.Headers;

import java.nio.charset.StandardCharsets;

/// The head of a request as it goes over the wire.
final class RequestHead {
    private RequestHead() {}

    static byte[] of(Outgoing outgoing, Address address, Signer.Signature credential) {
        var text = new StringBuilder(512);
        text.append(outgoing.method()).append(' ');
        text.append(address.target(outgoing.path(), credential.query()));
        text.append(" HTTP/1.1\r\nHost: ").append(address.authority()).append("\r\n");
        // The credential alone decides about the lines that it needs.
        Headers own = outgoing.headers().filter(name -> credential.headers().first(name).isEmpty());
        own.forEach((name, value) -> line(text, name, value));
        credential.headers().forEach((name, value) -> line(text, name, value));
        if (outgoing.body().length > 0 || outgoing.method().equals("POST")) {
            line(text, "Content-Length", String.valueOf(outgoing.body().length));
        }
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    // A line break in a value would be a header of its own: whoever configured it meant none.
    private static void line(StringBuilder text, String name, String value) {
        text.append(name)
                .append(": ")
                .append(value.replace('\r', ' ').replace('\n', ' '))
                .append("\r\n");
    }
}
