package dev.patchbay.proxy;

import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Replay;
import dev.patchbay.hub.Usage;
import dev.patchbay.proxy.bodies.Keeping;
import dev.patchbay.proxy.bodies.Kept;
import dev.patchbay.wire.Json;

import java.util.Optional;
import java.util.OptionalInt;

/// One exchange of the past, which is all that was ever kept.
public record Past(Kept kept) implements Keeping {
    public static final String ID = "req_then";

    /// One that went to `up/m` and was answered so.
    public static Past of(Dialect front, String request, String answer) {
        return new Past(
                new Kept(
                        Optional.of(front),
                        "claude-cli/2.1",
                        Optional.of("run-1"),
                        Optional.empty(),
                        Json.objectOrNull(request).path("model").asText(),
                        Optional.empty(),
                        Optional.of(body(request)),
                        Optional.of(body(answer)),
                        then("ok")));
    }

    static Kept.Body body(String text) {
        return new Kept.Body(text.getBytes(), text.length());
    }

    public static Replay.Answer then(String outcome) {
        return new Replay.Answer(
                ID,
                Optional.empty(),
                Optional.of("sonnet"),
                Optional.of("up"),
                Optional.of("m"),
                OptionalInt.of(200),
                outcome,
                Optional.empty(),
                Optional.empty(),
                Usage.of(11, 3),
                Cost.UNKNOWN,
                OptionalInt.of(20),
                OptionalInt.of(90));
    }

    public Past answered(Replay.Answer then) {
        return new Past(
                new Kept(
                        kept.front(),
                        kept.client(),
                        kept.clientRun(),
                        kept.profile(),
                        kept.asked(),
                        kept.betas(),
                        kept.request(),
                        kept.answer(),
                        then));
    }

    public Past by(String profile) {
        return new Past(
                new Kept(
                        kept.front(),
                        kept.client(),
                        kept.clientRun(),
                        Optional.of(profile),
                        kept.asked(),
                        kept.betas(),
                        kept.request(),
                        kept.answer(),
                        kept.then()));
    }

    public Past wanting(String betas) {
        return new Past(
                new Kept(
                        kept.front(),
                        kept.client(),
                        kept.clientRun(),
                        kept.profile(),
                        kept.asked(),
                        Optional.of(betas),
                        kept.request(),
                        kept.answer(),
                        kept.then()));
    }

    public Past with(Optional<Kept.Body> request) {
        return new Past(
                new Kept(
                        kept.front(),
                        kept.client(),
                        kept.clientRun(),
                        kept.profile(),
                        kept.asked(),
                        kept.betas(),
                        request,
                        kept.answer(),
                        kept.then()));
    }

    @Override
    public Kept find(String id) {
        return id.equals(ID) ? kept : NOTHING.find(id);
    }
}
