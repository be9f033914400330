package dev.patchbay.history;

import dev.patchbay.settings.masking.KnownSecrets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// What the file does not know yet: exchanges that changed since it was written last. It holds all
/// that are under way, so that what began and ended between two writes is written once, and so that
/// nothing is lost while the file cannot be written, up to a limit.
final class Pending {
    private final int most;
    private final BodyKeeper keeper;
    private final KnownSecrets secrets;
    private final Map<String, KeptExchange> open = new HashMap<>();
    private final Map<String, ExchangeTable.Change> changed = new LinkedHashMap<>();
    private final AtomicLong lost;

    /// @param keeper is told which bodies are held no longer
    /// @param secrets what no body may hold that is kept
    /// @param lost counts exchanges that ended and cannot be kept
    Pending(int most, BodyKeeper keeper, KnownSecrets secrets, AtomicLong lost) {
        this.most = most;
        this.keeper = keeper;
        this.secrets = secrets;
        this.lost = lost;
    }

    void hear(Heard heard) {
        switch (heard) {
            case Heard.Began(var note, var at) -> {
                if (hasRoom()) {
                    change(KeptExchange.begun(note, at));
                }
            }
            case Heard.Went(var note) -> {
                KeptExchange known = open.get(note.id());
                if (known != null) {
                    change(known.routed(note));
                }
            }
            case Heard.Ended ended -> end(ended);
            case Heard.Asked _ -> {}
        }
    }

    private void end(Heard.Ended ended) {
        KeptExchange known = open.remove(ended.note().id());
        if (known == null && !hasRoom()) {
            lost.incrementAndGet();
            keeper.release(ended.bodies());
            return;
        }
        KeptExchange begun = known == null ? KeptExchange.endless(ended.note(), ended.at()) : known;
        List<StoredBody> bodies =
                ended.bodies().stream().map(body -> StoredBody.of(body.masked(secrets))).toList();
        keeper.release(ended.bodies());
        changed.put(
                begun.id(),
                new ExchangeTable.Change(begun.ended(ended.note(), ended.at()), bodies));
    }

    private boolean hasRoom() {
        return changed.size() < most;
    }

    private void change(KeptExchange exchange) {
        open.put(exchange.id(), exchange);
        changed.put(exchange.id(), new ExchangeTable.Change(exchange, List.of()));
    }

    List<ExchangeTable.Change> changes() {
        return new ArrayList<>(changed.values());
    }

    int waiting() {
        return changed.size();
    }

    /// All changes are in the file now, or never will be.
    ///
    /// @param placed those that are
    void written(Collection<KeptExchange> placed) {
        lost.addAndGet(changed.size() - placed.size());
        changed.clear();
        for (KeptExchange exchange : placed) {
            open.computeIfPresent(exchange.id(), (_, _) -> exchange);
        }
    }

    /// The file is another one, which knows none of them.
    void rewrite() {
        changed.replaceAll((_, change) -> change.unplaced());
        open.replaceAll((_, exchange) -> exchange.at(0));
        open.values().forEach(this::change);
    }

    /// Gives up what waits.
    void drop() {
        lost.addAndGet(
                changed.values().stream().filter(it -> it.exchange().end().isPresent()).count());
        changed.clear();
        open.clear();
    }

    long lost() {
        return lost.get();
    }
}
