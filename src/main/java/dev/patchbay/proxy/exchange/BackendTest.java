package dev.patchbay.proxy.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.backend.Service;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Folding;
import dev.patchbay.hub.OutputFormat;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Reasoning;
import dev.patchbay.hub.Reply;
import dev.patchbay.hub.Sampling;
import dev.patchbay.hub.Target;
import dev.patchbay.hub.Tool;
import dev.patchbay.hub.ToolChoice;
import dev.patchbay.hub.Turn;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.catalogue.Collected;
import dev.patchbay.proxy.catalogue.ModelsQuestion;
import dev.patchbay.settings.masking.KnownSecrets;
import dev.patchbay.wire.Json;

import org.xnio.XnioIoThread;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Five tiny questions to a backend: is it there, does it take the key, what models has it, does it
/// stream, does it call tools.
public final class BackendTest {
    /// One question and what came of it. What could not be asked because an earlier question failed
    /// is `NOT_ASKED`.
    public record Tick(String question, Outcome outcome, String detail) {
        public enum Outcome {
            YES,
            NO,
            NOT_ASKED
        }

        public Tick masked(KnownSecrets secrets) {
            return new Tick(question, outcome, secrets.mask(detail));
        }
    }

    private static final long PATIENCE_SECONDS = 60;
    private static final Tool.Function TOOL =
            new Tool.Function(
                    "report_number",
                    Optional.of("Reports a number to the user."),
                    Json.object()
                            .put("type", "object")
                            .<ObjectNode>set(
                                    "properties",
                                    Json.object()
                                            .set("number", Json.object().put("type", "integer"))),
                    false);

    private final Board board;
    private final XnioIoThread io;
    private final List<Tick> ticks = new ArrayList<>();

    public BackendTest(Board board, XnioIoThread io) {
        this.board = board;
        this.io = io;
    }

    public List<Tick> run(String id) {
        Service service =
                board.backends()
                        .service(id)
                        .orElseThrow(
                                () ->
                                        ProxyError.of(
                                                ProxyError.Kind.NO_ROUTE,
                                                "There is no backend '%s' that is switched on."
                                                        .formatted(id)));
        Optional<String> listed = models(service);
        Optional<String> model = model(service).or(() -> listed);
        if (model.isEmpty()) {
            ticks.add(new Tick("streaming", Tick.Outcome.NOT_ASKED, "no model is known to ask"));
            ticks.add(new Tick("tools", Tick.Outcome.NOT_ASKED, "no model is known to ask"));
            return ticks;
        }
        Target target = Target.of(id, model.get());
        ask("streaming", target, List.of(), ToolChoice.UNSAID);
        ask(
                "tools",
                target,
                List.of(TOOL),
                new ToolChoice(ToolChoice.Mode.ANY, Optional.empty(), true));
        return ticks;
    }

    /// A model that the user means this backend for.
    private Optional<String> model(Service service) {
        String id = service.settings().id();
        return board.settings().aliases().stream()
                .flatMap(alias -> alias.targets().stream())
                .filter(target -> target.backend().equals(id) && target.model().indexOf('*') < 0)
                .map(Target::model)
                .findFirst()
                .or(() -> service.settings().models().stream().map(known -> known.id()).findFirst())
                .or(
                        () ->
                                board.settings()
                                        .defaultAlias()
                                        .filter(name -> name.startsWith(id + "/"))
                                        .map(name -> name.substring(id.length() + 1)));
    }

    /// Asks for the list of models, which also tells whether the backend is there and takes the
    /// key.
    private Optional<String> models(Service service) {
        try {
            Collected.Page page = new ModelsQuestion(service, io).page(Optional.empty());
            ticks.add(new Tick("reach", Tick.Outcome.YES, "answered " + page.status()));
            boolean refused = page.status() == 401 || page.status() == 403;
            ticks.add(
                    new Tick(
                            "auth",
                            refused ? Tick.Outcome.NO : Tick.Outcome.YES,
                            refused ? "the key was refused" : "accepted"));
            ObjectNode body = Json.objectOrNull(page.body());
            List<String> ids = body == null ? List.of() : ModelsQuestion.ids(body);
            boolean good = page.status() == 200 && body != null && body.path("data").isArray();
            ticks.add(
                    new Tick(
                            "models",
                            good ? Tick.Outcome.YES : Tick.Outcome.NO,
                            good ? ids.size() + " listed" : "no list at /models"));
            return ids.stream().findFirst();
        } catch (ProxyError e) {
            ticks.add(new Tick("reach", Tick.Outcome.NO, e.message()));
            ticks.add(new Tick("auth", Tick.Outcome.NOT_ASKED, ""));
            ticks.add(new Tick("models", Tick.Outcome.NOT_ASKED, ""));
            return Optional.empty();
        }
    }

    private void ask(String question, Target target, List<Tool> tools, ToolChoice choice) {
        var prompt =
                new Prompt(
                        target.model(),
                        List.of(),
                        List.of(
                                new Turn(
                                        Turn.Role.USER,
                                        List.of(
                                                new Part.Text(
                                                        tools.isEmpty()
                                                                ? "Say ok."
                                                                : "Report the number 7 with the"
                                                                        + " tool.")))),
                        tools,
                        choice,
                        new Sampling(
                                OptionalInt.of(256),
                                Sampling.UNSAID.temperature(),
                                Sampling.UNSAID.topP(),
                                OptionalInt.empty(),
                                List.of(),
                                Sampling.UNSAID.frequencyPenalty(),
                                Sampling.UNSAID.presencePenalty(),
                                Sampling.UNSAID.seed()),
                        Reasoning.UNSAID,
                        new OutputFormat.Free(),
                        true,
                        Map.of());
        var told = new CompletableFuture<Reply>();
        io.execute(
                () -> {
                    try {
                        var to = Addressee.of(board, target);
                        var attempt =
                                new Attempt(io, to.reader(prompt, _ -> {}), new Hearing(told));
                        var outgoing = to.written(prompt, _ -> {});
                        attempt.open(to.service().backend().open(io, outgoing, attempt));
                    } catch (RuntimeException e) {
                        told.completeExceptionally(ProxyError.from(e));
                    }
                });
        ticks.add(judged(question, told, !tools.isEmpty()));
    }

    private Tick judged(String question, CompletableFuture<Reply> told, boolean wantsCall) {
        try {
            Reply reply = told.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            boolean called = reply.parts().stream().anyMatch(Part.ToolCall.class::isInstance);
            if (wantsCall && !called) {
                return new Tick(question, Tick.Outcome.NO, "answered without calling the tool");
            }
            return new Tick(
                    question, Tick.Outcome.YES, wantsCall ? "called the tool" : "answered whole");
        } catch (ExecutionException | TimeoutException e) {
            return new Tick(question, Tick.Outcome.NO, reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Tick(question, Tick.Outcome.NOT_ASKED, "interrupted");
        }
    }

    private static String reason(Exception e) {
        return e instanceof TimeoutException
                ? "no answer in %d seconds".formatted(PATIENCE_SECONDS)
                : ProxyError.from(e.getCause() == null ? e : e.getCause()).message();
    }

    private record Hearing(CompletableFuture<Reply> told, Folding folding)
            implements Attempt.Listener {
        Hearing(CompletableFuture<Reply> told) {
            this(told, new Folding());
        }

        @Override
        public void event(Event event) {
            folding.take(event);
            switch (event) {
                case Event.Failed(ProxyError error) -> told.completeExceptionally(error);
                case Event.Ended _ -> told.complete(folding.reply());
                case Event.Started _,
                        Event.BlockOpened _,
                        Event.BlockGrew _,
                        Event.BlockClosed _,
                        Event.Metered _,
                        Event.Passed _ -> {}
            }
        }

        @Override
        public void raw(ByteBuffer bytes) {}

        @Override
        public void read() {}

        @Override
        public void retried(String reason) {}
    }
}
