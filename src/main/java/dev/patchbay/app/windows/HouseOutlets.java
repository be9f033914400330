package dev.patchbay.app.windows;

import dev.patchbay.app.house.OpenPast;
import dev.patchbay.app.house.Version;
import dev.patchbay.app.house.Wiring;
import dev.patchbay.gui.monitor.requests.Outlets;
import dev.patchbay.history.Export;
import dev.patchbay.history.Filter;
import dev.patchbay.history.HistoryReader;
import dev.patchbay.history.HistoryReader.Unreadable;
import dev.patchbay.history.KeptExchange;
import dev.patchbay.history.OneExchange;
import dev.patchbay.settings.OwnerOnly;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// The requests of the house, as other programs are given them.
record HouseOutlets(Wiring house, OpenPast past) implements Outlets {
    @Override
    public Optional<String> text(KeptExchange exchange, Form form) throws Unreadable {
        Optional<HistoryReader> reader = past.reader();
        if (reader.isEmpty()) {
            return Optional.empty();
        }
        var one = new OneExchange(exchange, reader.get().bodies(exchange), house.door().address());
        Optional<String> text =
                switch (form) {
                    case CURL -> one.curl();
                    case JSON -> Optional.of(one.json());
                    case HAR -> Optional.of(one.har(Version.text()));
                };
        // What was kept may be older than a secret that is in it.
        return text.map(house.known()::mask);
    }

    @Override
    public void export(Export format, Filter filter, Path file) throws Unreadable, IOException {
        Optional<HistoryReader> reader = past.reader();
        OwnerOnly.<Unreadable>write(
                file,
                to -> {
                    var letters = new OutputStreamWriter(to, StandardCharsets.UTF_8);
                    if (reader.isPresent()) {
                        format.write(reader.get(), filter, letters);
                    } else {
                        format.writeNothing(letters);
                    }
                    letters.flush();
                });
    }

    @Override
    public void write(String text, Path file) throws IOException {
        OwnerOnly.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
