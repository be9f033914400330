package dev.patchbay.proxy.exchange;

import dev.patchbay.backend.Outgoing;
import dev.patchbay.backend.Service;
import dev.patchbay.codec.Codec;
import dev.patchbay.codec.Recipient;
import dev.patchbay.codec.body.AnswerReader;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Target;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.settings.masking.KnownSecrets;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.Json;

import java.util.function.Consumer;

/// Whom a request goes to: a target, its backend, and how that is written to and read.
record Addressee(
        Service service,
        Target target,
        Codec.Back codec,
        Recipient recipient,
        KnownSecrets secrets) {
    static Addressee of(Board board, Target target) {
        Service service =
                board.backends()
                        .service(target.backend())
                        .orElseThrow(
                                () ->
                                        ProxyError.of(
                                                ProxyError.Kind.NO_ROUTE,
                                                "The backend '%s' is not there."
                                                        .formatted(target.backend())));
        var lessons = service.lessons().of(target.model());
        var recipient =
                new Recipient(
                        service.name(),
                        lessons.taught(service.settled(target)),
                        lessons.taught(service.quirks()),
                        lessons.taught(service.traits(target.model())),
                        lessons.taught(service.hosting(target.model())));
        return new Addressee(
                service,
                target,
                board.codecs().back(service.backend().dialect()),
                recipient,
                board.secrets());
    }

    /// The request that asks this.
    Outgoing written(Prompt prompt, Consumer<Loss> losses) {
        byte[] body = Json.bytes(codec.write(prompt, recipient, losses));
        return outgoing(
                Paths.of(codec.dialect()), Paths.headers(codec.dialect(), prompt.stream()), body);
    }

    /// A request with what the user adds to all requests of this backend.
    Outgoing outgoing(String path, Headers headers, byte[] body) {
        Headers all = headers;
        for (var extra : service.settings().headers().entrySet()) {
            all = all.without(extra.getKey()).with(extra.getKey(), extra.getValue());
        }
        return new Outgoing("POST", path, all, body);
    }

    /// Reads the answer to this.
    AnswerReader reader(Prompt prompt, Consumer<Loss> losses) {
        var decoder = codec.decoder(prompt, recipient, losses);
        return new AnswerReader(codec, decoder, service.name(), losses, secrets::mask);
    }
}
