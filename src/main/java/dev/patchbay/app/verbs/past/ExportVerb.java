package dev.patchbay.app.verbs.past;

import dev.patchbay.app.house.Opened;
import dev.patchbay.app.house.Version;
import dev.patchbay.app.verbs.line.CommandLine;
import dev.patchbay.app.verbs.line.CommandLine.Misuse;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.history.Export;
import dev.patchbay.history.Filter;
import dev.patchbay.history.HistoryReader;
import dev.patchbay.history.HistoryReader.Unreadable;
import dev.patchbay.history.KeptExchange;
import dev.patchbay.history.OneExchange;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.settings.OwnerOnly;
import dev.patchbay.settings.masking.KnownSecrets;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/// `patchbay export`: what is kept, as text for other programs. It opens the file itself.
public final class ExportVerb {
    /// Writes something somewhere.
    private interface Text {
        void to(Writer out) throws IOException, Unreadable;
    }

    private final CommandLine line;
    private final AppPaths paths;
    private final KnownSecrets known;
    private final PrintStream out;

    public ExportVerb(CommandLine line, AppPaths paths, KnownSecrets known, PrintStream out) {
        this.line = line;
        this.paths = paths;
        this.known = known;
        this.out = out;
    }

    /// Every exchange.
    public int all() throws Misuse, IOException, Unreadable {
        Export format =
                switch (line.options().getOrDefault("format", "jsonl")) {
                    case "csv" -> Export.CSV;
                    case "jsonl" -> Export.JSONL;
                    default -> throw new Misuse("The option '--format' must be csv or jsonl.");
                };
        Filter filter = since().map(Filter.ALL::from).orElse(Filter.ALL);
        try (var history = Opened.of(paths)) {
            Optional<HistoryReader> reader = history.reader();
            write(
                    to -> {
                        if (reader.isPresent()) {
                            format.write(reader.get(), filter, to);
                        } else {
                            format.writeNothing(to);
                        }
                    });
        }
        return 0;
    }

    private Optional<Instant> since() throws Misuse {
        String said = line.options().get("since");
        if (said == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    said.contains("T")
                            ? Instant.parse(said)
                            : LocalDate.parse(said)
                                    .atStartOfDay(ZoneId.systemDefault())
                                    .toInstant());
        } catch (DateTimeParseException e) {
            throw new Misuse(
                    "The option '--since' must be a day, such as 2026-11-20, or a moment, such as"
                            + " 2026-11-20T10:00:00Z.");
        }
    }

    /// One of them.
    ///
    /// @param address the proxy's own
    public int one(String id, String address) throws Misuse, IOException, Unreadable {
        Function<OneExchange, String> form = form(id);
        if (line.options().containsKey("since")) {
            throw new Misuse("The option '--since' means nothing for one request.");
        }
        try (var history = Opened.of(paths)) {
            // What was kept may be older than a secret that is in it.
            String text = known.mask(form.apply(find(id, history.reader(), address)));
            write(to -> to.write(text));
        }
        return 0;
    }

    private Function<OneExchange, String> form(String id) throws Misuse {
        return switch (line.options().getOrDefault("format", "json")) {
            case "json" -> OneExchange::json;
            case "har" -> it -> it.har(Version.text());
            case "curl" -> it -> it.curl().orElseThrow(() -> bodiless(id));
            default -> throw new Misuse("For one request, '--format' must be json, har or curl.");
        };
    }

    private static OneExchange find(String id, Optional<HistoryReader> reader, String address)
            throws Unreadable {
        if (reader.isPresent()) {
            Optional<KeptExchange> found = reader.get().exchange(id);
            if (found.isPresent()) {
                return new OneExchange(found.get(), reader.get().bodies(found.get()), address);
            }
        }
        throw ProxyError.of(ProxyError.Kind.NOT_FOUND, "No request '%s' is kept.".formatted(id));
    }

    private static ProxyError bodiless(String id) {
        return ProxyError.of(
                ProxyError.Kind.NOT_FOUND,
                "The body of '%s' was not kept whole. Bodies are kept while `history.keepBodies` is true in the settings."
                        .formatted(id));
    }

    private void write(Text text) throws IOException, Unreadable {
        String file = line.options().get("out");
        if (file == null) {
            var to = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            text.to(to);
            to.flush();
        } else {
            into(Path.of(file).toAbsolutePath(), text);
        }
    }

    /// A file that is there stays as it is until the new one is whole; a device or a pipe takes
    /// what comes.
    private static void into(Path file, Text text) throws IOException, Unreadable {
        boolean device = Files.exists(file) && !Files.isRegularFile(file);
        if (device) {
            try (var to = Files.newBufferedWriter(file, StandardOpenOption.WRITE)) {
                text.to(to);
            }
        } else {
            OwnerOnly.<Unreadable>write(
                    file,
                    to -> {
                        var letters = new OutputStreamWriter(to, StandardCharsets.UTF_8);
                        text.to(letters);
                        letters.flush();
                    });
        }
    }
}
