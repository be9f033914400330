package dev.patchbay.proxy.exchange;

import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.Verdict;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.routing.Nature;
import dev.patchbay.proxy.routing.Route;

import java.util.Optional;

/// Finds an exchange's route and asks the gate about it.
final class Gatekeeper {
    /// @param warning what the gate wants to be said
    record Admitted(Route route, Optional<String> warning) {}

    private Gatekeeper() {}

    /// Whether that would keep an I/O thread busy for too long.
    static boolean isSlow(Board board, Prompt prompt, int bytes) {
        return board.router().isSlow(new Nature.Counted(prompt, bytes, board.estimator()));
    }

    static Admitted admit(Board board, String asked, Prompt prompt, int bytes) {
        Route route = route(board, asked, prompt, bytes);
        return switch (ask(board, route)) {
            case Verdict.UseAlias(String alias, String reason) ->
                    instead(board, route(board, alias, prompt, bytes), reason);
            case Verdict verdict -> admitted(route, verdict);
        };
    }

    private static Verdict ask(Board board, Route route) {
        return board.gate().ask(route, board.profile());
    }

    /// The way by another alias is asked about as well, but leads nowhere else.
    private static Admitted instead(Board board, Route route, String reason) {
        Route left = admitted(route, ask(board, route)).route();
        return new Admitted(left, Optional.of(reason));
    }

    private static Admitted admitted(Route route, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Go _, Verdict.UseAlias _ -> new Admitted(route, Optional.empty());
            case Verdict.Warn(String reason) -> new Admitted(route, Optional.of(reason));
            case Verdict.Refuse(var error) -> throw error;
            case Verdict.Without(var backends, String reason) ->
                    new Admitted(route.without(backends), Optional.of(reason));
        };
    }

    static Route route(Board board, String asked, Prompt prompt, int bytes) {
        return board.router().lead(asked).route(() -> Nature.of(prompt, bytes, board.estimator()));
    }
}
