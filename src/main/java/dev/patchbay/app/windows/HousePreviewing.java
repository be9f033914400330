package dev.patchbay.app.windows;

import dev.patchbay.app.house.OpenPast;
import dev.patchbay.gui.settings.rewrites.Previewing;
import dev.patchbay.gui.settings.rewrites.Previewing.Pair;
import dev.patchbay.gui.settings.rewrites.Previewing.Sample;
import dev.patchbay.history.Filter;
import dev.patchbay.history.HistoryReader;
import dev.patchbay.history.HistoryReader.Unreadable;
import dev.patchbay.history.KeptBody;
import dev.patchbay.history.KeptExchange;
import dev.patchbay.journal.Recording.Side;
import dev.patchbay.proxy.Switchboard;
import dev.patchbay.proxy.rewrites.Preview;
import dev.patchbay.settings.Rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Rewrites, tried on requests by the house's own switchboard.
record HousePreviewing(Switchboard switchboard, OpenPast past) implements Previewing {
    private static final int LOOKED_AT = 60;
    private static final int MOST = 20;

    @Override
    public List<Sample.Kept> kept() throws Unreadable {
        List<Sample.Kept> found = new ArrayList<>();
        Optional<HistoryReader> reader = past.reader();
        if (reader.isPresent()) {
            for (KeptExchange each : reader.get().page(Filter.ALL, LOOKED_AT).exchanges()) {
                if (found.size() < MOST && hasBody(reader.get().bodies(each))) {
                    found.add(sample(each));
                }
            }
        }
        return found;
    }

    private static boolean hasBody(List<KeptBody> bodies) {
        return bodies.stream().anyMatch(it -> it.side() == Side.CLIENT_REQUEST && it.isWhole());
    }

    private static Sample.Kept sample(KeptExchange of) {
        return new Sample.Kept(
                of.id(), of.startedAt(), of.asker().client().orElse(""), of.asker().asked());
    }

    @Override
    public Pair preview(Rewrite rewrite, Sample sample) {
        var preview =
                switch (sample) {
                    case Sample.BuiltIn(var front) -> switchboard.preview(front, List.of(rewrite));
                    case Sample.Kept(String id, _, _, _) ->
                            switchboard.preview(id, List.of(rewrite));
                };
        return new Pair(whole(preview.before()), whole(preview.after()));
    }

    private static String whole(Preview.Request request) {
        return String.join("\n", request.headers()) + "\n\n" + request.body();
    }
}
