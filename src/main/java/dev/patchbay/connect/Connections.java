package dev.patchbay.connect;

import dev.patchbay.connect.Connection.Origin;
import dev.patchbay.connect.NamedKey.Kind;
import dev.patchbay.settings.OwnerOnly;
import dev.patchbay.settings.WriteHold;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The clients that we pointed at us. A change is planned first, so that a person can see it, and
/// made afterwards if the file is still the same. Every method may block.
public final class Connections {
    /// An object without members, for a file that holds nothing yet.
    private static final String EMPTY = "{}\n";

    /// What is left of a connection, seen from its file.
    public enum Standing {
        /// It leads to us.
        CURRENT,
        /// It is still ours, but leads elsewhere: to a former port, with a former token.
        OUTDATED,
        /// Somebody changed our keys, or took them out.
        CHANGED,
        /// The file cannot be read, or is not there.
        UNREADABLE
    }

    private final Path record;
    private final Backups backups;
    private final ConnectionsFile file;
    private final InstantSource clock;

    /// @param folder where connections and backups are kept
    public Connections(Path folder, InstantSource clock) {
        this.record = folder.resolve("connections.json");
        this.backups = new Backups(folder.resolve("backups"), clock);
        this.file = new ConnectionsFile(record);
        this.clock = clock;
    }

    public List<Connection> all() throws Refused {
        return file.read();
    }

    /// @param keys what the client would be given today
    public Standing standing(Connection connection, List<NamedKey> keys) {
        try {
            Optional<byte[]> bytes = new ConfigFile(connection.place().file()).read();
            if (bytes.isEmpty()) {
                return Standing.UNREADABLE;
            }
            String text = Content.of(bytes.get()).text();
            if (Merge.holds(text, keys)) {
                return Standing.CURRENT;
            }
            return Merge.allOurs(text, connection.changes()) ? Standing.OUTDATED : Standing.CHANGED;
        } catch (Refused _) {
            return Standing.UNREADABLE;
        }
    }

    /// Works out how a client gets these keys. If it was connected before, that is taken back
    /// first.
    public Plan connect(Place place, List<NamedKey> keys) throws Refused {
        var config = new ConfigFile(place.file());
        Optional<byte[]> before = config.read();
        config.mustBeWritable();
        Optional<Connection> known = known(place);
        try {
            Content content =
                    before.isPresent() ? Content.of(before.get()) : new Content(false, "");
            boolean blank = content.text().isBlank();
            if (!blank && Merge.holds(content.text(), keys)) {
                return unchanged(place, before, known);
            }
            Origin origin =
                    before.isEmpty()
                            ? new Origin.Nothing(config.hasFolder())
                            : blank
                                    ? new Origin.Blank(content.text())
                                    : known.map(Connection::origin).orElse(new Origin.Document());
            List<Change> former = blank ? List.of() : changes(known);
            var taken = Merge.take(blank ? EMPTY : content.text(), former);
            var put = Merge.put(taken.text(), keys);
            var next = new Connection(place, clock.instant(), origin, put.changes());
            Content after = content.with(put.text());
            return plan(place, before, Optional.of(after), Optional.of(next), List.of(), keys);
        } catch (Refused e) {
            throw config.refused(e.message(), e);
        }
    }

    /// Works out how a client is rid of us.
    ///
    /// @param keys what it would be given today: without a record of the connection, these are ours
    public Plan disconnect(Place place, List<NamedKey> keys) throws Refused {
        var config = new ConfigFile(place.file());
        Optional<byte[]> before = config.read();
        config.mustBeWritable();
        Optional<Connection> known = known(place);
        try {
            Content content =
                    before.isPresent() ? Content.of(before.get()) : new Content(false, "");
            if (content.text().isBlank()) {
                return unchanged(place, before, Optional.empty());
            }
            List<Change> changes =
                    known.isPresent() ? changes(known) : Merge.found(content.text(), keys);
            var taken = Merge.take(content.text(), changes);
            Optional<Content> after = Optional.of(content.with(taken.text()));
            if (taken.text().equals(EMPTY) && known.isPresent()) {
                after =
                        switch (known.get().origin()) {
                            case Origin.Document() -> after;
                            case Origin.Blank(String text) -> Optional.of(content.with(text));
                            case Origin.Nothing _ -> Optional.empty();
                        };
            }
            return plan(place, before, after, Optional.empty(), taken.left(), keys);
        } catch (Refused e) {
            throw config.refused(e.message(), e);
        }
    }

    /// Makes a planned change.
    ///
    /// @return the copy of the file as it was before; empty if there was nothing to copy
    public Optional<Path> apply(Plan plan) throws Refused {
        try {
            OwnerOnly.folderOf(record);
            try (var _ = WriteHold.on(record)) {
                return applyAlone(plan);
            }
        } catch (IOException e) {
            throw new Refused("What was connected cannot be noted in " + record + ".", e);
        }
    }

    private Optional<Path> applyAlone(Plan plan) throws Refused, IOException {
        Place place = plan.place();
        var config = new ConfigFile(place.file());
        if (!same(config.read(), plan.before())) {
            throw config.refused("It has just been changed by another program. Try again.", null);
        }
        List<Connection> former = file.read();
        List<Connection> all = new ArrayList<>(former);
        all.removeIf(each -> each.place().equals(place));
        plan.next().ifPresent(all::add);
        if (same(plan.before(), plan.after())) {
            if (plan.next().isEmpty()) {
                remember(former, all);
            }
            return Optional.empty();
        }
        config.mustBeWritable();
        Optional<Path> backup =
                plan.before().isPresent()
                        ? Optional.of(backups.keep(place, plan.before().get()))
                        : Optional.empty();
        // Remembered first: keys that we know nothing of could not be taken back.
        remember(former, all);
        try {
            if (plan.after().isPresent()) {
                config.write(plan.after().get());
            } else {
                config.remove(madeFolder(former, place));
            }
        } catch (Refused e) {
            file.write(former);
            throw e;
        }
        return backup;
    }

    private void remember(List<Connection> former, List<Connection> all) throws Refused {
        if (!former.equals(all)) {
            file.write(all);
        }
    }

    private Optional<Connection> known(Place place) throws Refused {
        return file.read().stream().filter(each -> each.place().equals(place)).findFirst();
    }

    private static boolean madeFolder(List<Connection> all, Place place) {
        return all.stream()
                .anyMatch(
                        each ->
                                each.place().equals(place)
                                        && each.origin().equals(new Origin.Nothing(false)));
    }

    private static List<Change> changes(Optional<Connection> known) {
        return known.map(Connection::changes).orElse(List.of());
    }

    private static Plan unchanged(Place place, Optional<byte[]> bytes, Optional<Connection> next) {
        return new Plan(place, bytes, bytes, next.orElse(null), new Diff(List.of()), List.of());
    }

    private static Plan plan(
            Place place,
            Optional<byte[]> before,
            Optional<Content> after,
            Optional<Connection> next,
            List<String> left,
            List<NamedKey> keys)
            throws Refused {
        Set<List<String>> open =
                keys.stream()
                        .filter(key -> key.kind() == Kind.OPEN)
                        .map(NamedKey::path)
                        .collect(Collectors.toSet());
        Diff.Side from = before.isPresent() ? side(Content.of(before.get()), open) : Diff.Side.NONE;
        Diff.Side to = after.isPresent() ? side(after.get(), open) : Diff.Side.NONE;
        return new Plan(
                place,
                before,
                after.map(Content::bytes),
                next.orElse(null),
                Diff.of(from, to),
                left);
    }

    private static Diff.Side side(Content content, Set<List<String>> open) throws Refused {
        return new Diff.Side(content.text().lines().toList(), Masked.lines(content.text(), open));
    }

    private static boolean same(Optional<byte[]> one, Optional<byte[]> other) {
        return Arrays.equals(one.orElse(null), other.orElse(null));
    }
}
