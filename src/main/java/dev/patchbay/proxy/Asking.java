package dev.patchbay.proxy;

import dev.patchbay.backend.Outgoing;
import dev.patchbay.backend.Service;
import dev.patchbay.codec.AnswerReader;
import dev.patchbay.codec.Codec;
import dev.patchbay.codec.Recipient;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Target;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.Json;

import java.util.function.Consumer;

/// A prompt made ready for one target: the request to send, and the reader for what comes back.
record Asking(Service service, Target target, Outgoing outgoing, AnswerReader reader) {
    static Asking of(Board board, Prompt prompt, int bytes, Target target, Consumer<Loss> losses) {
        Service service =
                board.backends()
                        .service(target.backend())
                        .orElseThrow(
                                () ->
                                        ProxyError.of(
                                                ProxyError.Kind.NO_ROUTE,
                                                "The backend '%s' is not there."
                                                        .formatted(target.backend())));
        Codec.Back codec = board.codec(service.backend().dialect());
        var lessons = service.lessons().of(target.model());
        var recipient =
                new Recipient(
                        service.name(),
                        lessons.taught(service.settled(target)),
                        lessons.taught(service.quirks()),
                        lessons.taught(service.traits(target.model())),
                        lessons.taught(service.hosting(target.model())));
        Prompt fitted =
                Window.isNear(prompt, bytes, recipient.traits())
                        ? Window.fitted(
                                prompt,
                                recipient.traits(),
                                () -> board.estimator().prompt(prompt, target),
                                losses)
                        : prompt;
        byte[] body = Json.bytes(codec.write(fitted, recipient, losses));
        var outgoing =
                new Outgoing(
                        "POST", path(codec.dialect()), headers(service, prompt.stream()), body);
        var decoder = codec.decoder(prompt, recipient, losses);
        return new Asking(
                service,
                target,
                outgoing,
                new AnswerReader(codec, decoder, service.name(), losses));
    }

    /// Whether making this ready would keep an I/O thread busy for too long.
    static boolean isSlow(Board board, Prompt prompt, int bytes, Target target) {
        return bytes > Exchange.LARGE
                || board.backends()
                        .service(target.backend())
                        .map(
                                service ->
                                        Window.isNear(
                                                prompt, bytes, service.traits(target.model())))
                        .orElse(false);
    }

    private static String path(Dialect dialect) {
        return switch (dialect) {
            case OPENAI -> "/chat/completions";
            case ANTHROPIC -> "/v1/messages";
            case OCI -> "/20231130/actions/chat";
        };
    }

    private static Headers headers(Service service, boolean stream) {
        Headers headers =
                Headers.of(
                        "Content-Type", "application/json",
                        "Accept", stream ? "text/event-stream" : "application/json",
                        "Accept-Encoding", "identity",
                        "User-Agent", "Patchbay");
        for (var extra : service.settings().headers().entrySet()) {
            headers = headers.with(extra.getKey(), extra.getValue());
        }
        return headers;
    }
}
