package dev.patchbay.app;

import dev.patchbay.proxy.RawClient;

import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// A client that plays one exchange of a script after another.
public final class ScriptedClient implements AutoCloseable {
    private final int port;
    private final ScriptedBackend backend;
    private RawClient connection;

    public ScriptedClient(int port, ScriptedBackend backend) throws IOException {
        this.port = port;
        this.backend = backend;
        connection = new RawClient(port);
    }

    /// The answer, as far as it came.
    ///
    /// @param token of the profile that asks
    public String play(Scripted exchange, String token) throws Exception {
        connection.post(exchange.door().path, exchange.request(), "x-api-key", token);
        return switch (exchange.fate()) {
            case EARLY -> {
                await(exchange);
                yield leave();
            }
            case LEFT -> {
                connection.head();
                connection.frameWith(Scripted.SAID);
                yield leave();
            }
            case CUT -> cut();
            case TOLD, UNPRICED, SILENT, EITHER -> answer(200);
            case FAILED -> answer(500);
            case NOWHERE -> answer(404);
            case BROKE -> answer(402);
        };
    }

    private void await(Scripted exchange) throws InterruptedException {
        if (!backend.asked(exchange.number()).await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("no backend was asked for " + exchange);
        }
    }

    private String answer(int status) throws IOException {
        RawClient.Response answer = connection.response();
        if (answer.status() != status) {
            throw new AssertionError(
                    answer.status() + " instead of " + status + ": " + answer.body());
        }
        return answer.body();
    }

    /// A relay that cannot say any more that something is wrong leaves out the end of the body.
    private String cut() throws IOException {
        var text = new StringBuilder();
        try {
            connection.head();
            for (String frame = connection.frame(); !frame.isEmpty(); frame = connection.frame()) {
                text.append(frame).append("\n\n");
            }
        } catch (EOFException e) {
            // As said.
            text.append('\n');
        }
        leave();
        return text.toString();
    }

    private String leave() throws IOException {
        connection.close();
        connection = new RawClient(port);
        return "";
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
