package dev.patchbay.app.verbs.past;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.patchbay.app.house.ReplayJson;
import dev.patchbay.app.house.Wiring;
import dev.patchbay.app.verbs.line.CommandLine;
import dev.patchbay.app.verbs.line.CommandLine.Misuse;
import dev.patchbay.desktop.Control;
import dev.patchbay.desktop.Running;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Replay;
import dev.patchbay.proxy.replay.Replaying;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// `patchbay replay`: sends a kept request again. A running Patchbay does it, so that it counts the
/// cost at once and shows it; where none runs, one without a door lives as long as that takes.
public final class ReplayVerb {
    /// Builds that one.
    @FunctionalInterface
    public interface Builder {
        Wiring build() throws Misuse, IOException;
    }

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final long FAREWELL_SECONDS = 10;

    private final CommandLine line;
    private final Map<String, String> environment;
    private final Running running;
    private final Builder builder;
    private final PrintStream out;

    public ReplayVerb(
            CommandLine line,
            Map<String, String> environment,
            Running running,
            Builder builder,
            PrintStream out) {
        this.line = line;
        this.environment = environment;
        this.running = running;
        this.builder = builder;
        this.out = out;
    }

    public int run() throws Misuse, IOException {
        String id = line.only("the id of a kept request");
        Optional<String> to = Optional.ofNullable(line.options().get("to"));
        Optional<Control.Reply> reply = running.ask(request(id, to));
        Replay replay = reply.isPresent() ? theirs(reply.get()) : ours(id, to);
        if (line.has("json")) {
            out.println(ReplayJson.of(replay).toPrettyString());
        } else {
            out.print(ReplayTable.of(replay, environment));
        }
        return replay.now().outcome().equals("ok") ? DONE : FAILED;
    }

    // ------------------------------------------------------------------ by one that runs

    private static Control.Request request(String id, Optional<String> to) {
        List<String> details = new ArrayList<>(List.of(id));
        to.ifPresent(details::add);
        return new Control.Request(Control.Word.REPLAY, details);
    }

    private static Replay theirs(Control.Reply reply) {
        if (reply.obstacle().isPresent()) {
            throw ProxyError.of(ProxyError.Kind.INTERNAL, reply.obstacle().get());
        }
        try {
            return ReplayJson.read(reply.result());
        } catch (JsonProcessingException e) {
            throw ProxyError.of(
                    ProxyError.Kind.INTERNAL,
                    "The Patchbay that runs answered something else; is it of another version?",
                    e);
        }
    }

    // ------------------------------------------------------------------ by ourselves

    private Replay ours(String id, Optional<String> to) throws Misuse, IOException {
        try (var farewell = new Farewell();
                var house = builder.build()) {
            Replaying replaying = house.switchboard().replay(id, to);
            farewell.cancel(replaying);
            return replaying.both().join();
        }
    }

    /// A signal gives the replay up, and ends the process only when that is in the history.
    private static final class Farewell implements AutoCloseable {
        private final CountDownLatch closed = new CountDownLatch(1);
        private final Thread hook = Thread.ofPlatform().name("farewell").unstarted(this::end);
        private volatile @Nullable Replaying replaying;

        Farewell() {
            Runtime.getRuntime().addShutdownHook(hook);
        }

        void cancel(Replaying underWay) {
            replaying = underWay;
        }

        private void end() {
            Replaying underWay = replaying;
            if (underWay != null) {
                underWay.cancel();
            }
            try {
                closed.await(FAREWELL_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            closed.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException _) {
                return; // a signal came first
            }
        }
    }
}
