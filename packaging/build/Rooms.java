import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Draws the rooms and the imports between them as staircases, one of the house and one of each
/// room that has many folders: `write` draws the pictures, `check` fails when they are not those
/// that the code gives.
///
/// Every room stands on a step. A line leaves it to the right and falls on a room that it uses,
/// so a house in order keeps the space under the stairs empty: a line to the left rises, is drawn
/// red and fails the build, as does one within a layer.
final class Rooms {
    private static final Path SOURCES = Path.of("src/main/java/dev/patchbay");
    private static final Path PICTURES = Path.of("docs/architecture");
    private static final String HOUSE = "rooms.svg";

    /// The rooms that have a plan of their own.
    private static final Set<String> OPEN = Set.of("app", "codec", "gui", "proxy");

    private static final Pattern USE =
            Pattern.compile("\\bdev\\.patchbay\\.([a-z]+(?:\\.[a-z]+)*)\\.[A-Z]");

    private static final int PITCH = 108;
    private static final int STEP = 54;
    private static final int WIDE = 172;
    private static final int HIGH = 36;
    private static final int LEFT = 36;
    private static final int TOP = 108;
    private static final int LANE = 7;
    private static final int LINE = 25;
    private static final String FAULT = "#dc2626";

    private record Room(int step, int layer, String name, String about, String colour) {
        int x() {
            return LEFT + step * PITCH;
        }

        int y() {
            return TOP + step * STEP;
        }

        int middle() {
            return y() + HIGH / 2;
        }

        String folder() {
            return name.substring(name.lastIndexOf('/') + 1);
        }

        String last() {
            return name.substring(name.indexOf('/') + 1);
        }
    }

    private record Arrow(Room from, Room to) {
        boolean falls() {
            return to.layer > from.layer;
        }

        @Override
        public String toString() {
            return from.name + " → " + to.name;
        }
    }

    private final String file;
    private final String title;
    private final List<Room> rooms = new ArrayList<>();
    private final List<Arrow> arrows = new ArrayList<>();

    private Rooms(String file, String title) {
        this.file = file;
        this.title = title;
    }

    public static void main(String[] args) throws IOException {
        boolean write = args.length > 0 && args[0].equals("write");
        List<String> faults = new ArrayList<>();
        for (Rooms plan : List.of(house(), app(), gui(), proxy(), codec())) {
            plan.read();
            faults.addAll(plan.faults());
            plan.show(write, faults);
        }
        faults.forEach(System.err::println);
        System.exit(faults.isEmpty() ? 0 : 1);
    }

    private void show(boolean write, List<String> faults) throws IOException {
        Path file = PICTURES.resolve(this.file);
        String drawn = picture();
        if (write) {
            Files.createDirectories(PICTURES);
            Files.writeString(file, drawn);
        } else if (!Files.exists(file) || !Files.readString(file).equals(drawn)) {
            faults.add(
                    file
                            + " is out of date; draw it with: java packaging/build/Rooms.java"
                            + " write");
        }
    }

    // ------------------------------------------------------------------ the plans

    // Each from top to bottom; a new room gets its line here. Rooms of a layer do not know each
    // other.

    private static Rooms house() {
        var plan = new Rooms(HOUSE, "The rooms");
        plan.layer(room("app", "puts everything together; the verbs", "#475569"));
        plan.layer(room("gui", "windows", "#be185d"));
        plan.layer(room("proxy", "one exchange from start to end", "#2563eb"));
        plan.layer(room("backend/oci", "signatures for OCI", "#be123c"));
        plan.layer(room("backend", "who answers", "#0d9488"));
        plan.layer(
                room("codec", "pure translation", "#0e7490"),
                room("ledger", "what it cost", "#15803d"),
                room("keys", "where secrets live", "#a16207"),
                room("settings/imports", "what older programs' files say", "#a21caf"),
                room("history", "finished exchanges on disk", "#0369a1"),
                room("connect", "other programs' config files", "#0369a1"),
                room("desktop", "the system around us", "#4d7c0f"));
        plan.layer(room("settings/masking", "known secrets, and where they come back", "#be185d"));
        plan.layer(
                room("wire", "bytes to frames and JSON, and back", "#1d4ed8"),
                room("settings", "what the user chose", "#9333ea"),
                room("tokens", "how many tokens that is", "#047857"),
                room("journal", "what happened", "#b45309"));
        plan.layer(room("hub", "the language of the house", "#111827"));
        return plan;
    }

    private static Rooms app() {
        var plan = new Rooms("app.svg", "The folders of the app");
        plan.layer(room("app", "where the program begins", "#475569"));
        plan.layer(room("app/verbs", "the verbs of the command line", "#9333ea"));
        plan.layer(
                room("app/verbs/clients", "programs that talk to us", "#0369a1"),
                room("app/verbs/keys", "keys and local tokens", "#a16207"),
                room("app/verbs/past", "sums, exports, replays", "#15803d"),
                room("app/doctor", "what may be wrong", "#0f766e"),
                room("app/tray", "the icon beside the clock", "#be185d"),
                room("app/windows", "what the windows need of the house", "#2563eb"));
        plan.layer(
                room("app/verbs/line", "what was typed, what is printed", "#7c3aed"),
                room("app/windows/first", "the first run", "#0e7490"),
                room("app/modes", "which window or icon is shown", "#c2710c"));
        plan.layer(room("app/house", "a Patchbay that runs", "#111827"));
        plan.layer(room("app/renewal", "another version, installed", "#b91c1c"));
        return plan;
    }

    private static Rooms gui() {
        var plan = new Rooms("gui.svg", "The folders of the windows");
        plan.layer(
                room("gui/monitor", "the Patchbay window", "#475569"),
                room("gui/settings", "the settings window", "#9333ea"));
        plan.layer(
                room("gui/monitor/overview", "what happens right now", "#2563eb"),
                room("gui/monitor/requests", "every request", "#15803d"),
                room("gui/monitor/logs", "what was told", "#c2710c"),
                room("gui/settings/general", "our own door and the desktop", "#7c3aed"),
                room("gui/settings/backends", "who answers", "#0d9488"),
                room("gui/settings/models", "where names lead", "#0e7490"),
                room("gui/settings/clients", "who asks", "#0369a1"),
                room("gui/settings/rewrites", "what is changed on the way", "#a16207"),
                room("gui/settings/budgets", "how much may be spent", "#047857"),
                room("gui/settings/privacy", "what is kept, and the keys", "#be123c"),
                room("gui/settings/imports", "what older programs' files bring", "#a21caf"),
                room("gui/settings/about", "what this is", "#4d7c0f"),
                room("gui/firstrun", "the first run", "#be185d"));
        plan.layer(room("gui/settings/draft", "settings being changed", "#9333ea"));
        plan.layer(room("gui/parts", "what all windows share", "#111827"));
        return plan;
    }

    private static Rooms codec() {
        var plan = new Rooms("codec.svg", "The folders of the codec");
        plan.layer(
                room("codec/anthropic", "the Messages API", "#c2710c"),
                room("codec/openai", "Chat Completions", "#7c3aed"),
                room("codec/oci", "OCI's chat", "#be185d"),
                room("codec/body", "an answer's bytes, of whatever kind", "#0e7490"));
        plan.layer(
                room("codec/chat", "an answer, from deltas to events", "#15803d"),
                room("codec/turns", "a prompt's turns as messages", "#1d4ed8"),
                room("codec/errors", "what a refusal means", "#dc6803"),
                room("codec/edits", "changes to bytes that pass", "#a16207"));
        plan.layer(room("codec/textcalls", "tool calls written as text", "#9333ea"));
        plan.layer(
                room("codec/calls", "tool calls out of fragments", "#0d9488"),
                room("codec/tools", "tools and schemas on offer", "#a21caf"));
        plan.layer(room("codec", "what every dialect has; shared words", "#111827"));
        return plan;
    }

    private static Rooms proxy() {
        var plan = new Rooms("proxy.svg", "The folders of the proxy");
        plan.layer(room("proxy", "its one face to people", "#475569"));
        plan.layer(room("proxy/door", "what comes in", "#c2710c"));
        plan.layer(room("proxy/replay", "kept requests, sent again", "#7c3aed"));
        plan.layer(room("proxy/exchange", "one exchange from start to end", "#2563eb"));
        plan.layer(
                room("proxy/board", "what the settings make of the house", "#9333ea"),
                room("proxy/client", "the way back to a client", "#0d9488"),
                room("proxy/rewrites", "what the user has rewritten", "#be185d"));
        plan.layer(
                room(
                        "proxy/bodies",
                        "bodies of requests, within limits; what was kept of them",
                        "#a16207"));
        plan.layer(room("proxy/routing", "where a name leads", "#15803d"));
        plan.layer(room("proxy/catalogue", "which models there are", "#111827"));
        return plan;
    }

    private void layer(Room... layer) {
        int depth = rooms.isEmpty() ? 0 : rooms.getLast().layer + 1;
        for (Room room : layer) {
            rooms.add(new Room(rooms.size(), depth, room.name, room.about, room.colour));
        }
    }

    private static Room room(String name, String about, String colour) {
        return new Room(0, 0, name, about, colour);
    }

    // ------------------------------------------------------------------ the code

    private void read() throws IOException {
        Set<Arrow> found = new HashSet<>();
        try (var files = Files.walk(SOURCES)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                Path folder = SOURCES.relativize(file.getParent());
                Optional<Room> from = named(folder.toString().replace('\\', '/'));
                if (from.isPresent()) {
                    uses(file).stream()
                            .flatMap(name -> named(name).stream())
                            .filter(to -> to != from.get())
                            .forEach(to -> found.add(new Arrow(from.get(), to)));
                }
            }
        }
        if (found.isEmpty()) {
            throw new IllegalStateException("no import was found for " + file);
        }
        for (Room from : rooms) {
            rooms.stream()
                    .map(to -> new Arrow(from, to))
                    .filter(found::contains)
                    .forEach(arrows::add);
        }
    }

    private static List<String> uses(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.strip().startsWith("//"))
                .flatMap(line -> USE.matcher(line).results())
                .map(use -> use.group(1).replace('.', '/'))
                .toList();
    }

    /// Nothing is a folder of another room than the plan's. In the plan of the house a room that
    /// has a plan of its own stands for its folders.
    private Optional<Room> named(String folder) {
        String top = folder.split("/")[0];
        boolean ours = rooms.stream().anyMatch(room -> room.name.split("/")[0].equals(top));
        String name = isHouse() && OPEN.contains(top) ? top : folder;
        Optional<Room> found = rooms.stream().filter(room -> room.name.equals(name)).findFirst();
        if (found.isEmpty() && (ours || isHouse())) {
            throw new IllegalStateException(
                    "the room '%s' is not in the plan of Rooms.java".formatted(folder));
        }
        return found;
    }

    private boolean isHouse() {
        return file.equals(HOUSE);
    }

    /// Where all arrows fall there is no circle, so each circle is told by the arrow that closes
    /// it.
    private List<String> faults() {
        return arrows.stream()
                .filter(arrow -> !arrow.falls())
                .map(
                        arrow ->
                                arrow
                                        + (closesCircle(arrow)
                                                ? " closes a circle."
                                                : " points upward."))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private boolean closesCircle(Arrow arrow) {
        Set<Room> reached = new HashSet<>();
        var next = new ArrayDeque<>(List.of(arrow.to));
        while (!next.isEmpty()) {
            Room at = next.pop();
            if (reached.add(at)) {
                arrows.stream().filter(each -> each.from == at).forEach(each -> next.add(each.to));
            }
        }
        return reached.contains(arrow.from);
    }

    // ------------------------------------------------------------------ the picture

    private String picture() {
        int below = TOP + rooms.size() * STEP + 44;
        int width = LEFT * 2 + (rooms.size() - 1) * PITCH + WIDE;
        int height = below + rooms.size() * LINE + 64;
        var svg = new StringBuilder();
        put(svg, "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d'", width, height);
        put(svg, " font-family='Inter, Segoe UI, Helvetica, DejaVu Sans, sans-serif'>\n");
        put(svg, "<title>%s of Patchbay and who uses whom</title>\n", title);
        put(svg, "<rect width='%d' height='%d' rx='14' fill='#ffffff'/>\n", width, height);
        bands(svg, width);
        put(svg, "<text x='%d' y='46' font-size='25' font-weight='600'", LEFT);
        put(svg, " fill='#111827'>%s, and who uses whom</text>\n", title);
        put(svg, "<text x='%d' y='74' font-size='16' fill='#6b7280'>A line leaves one", LEFT);
        put(svg, " to the right and falls on another that it uses. Nothing may rise.</text>\n");
        arrows.forEach(arrow -> line(svg, arrow));
        rooms.forEach(room -> box(svg, room));
        list(svg, below, width);
        return svg.append("</svg>\n").toString();
    }

    /// Each second layer lies on a faint band.
    private void bands(StringBuilder svg, int width) {
        for (Room room : rooms) {
            if (room.layer % 2 == 0) {
                int y = room.y() - (STEP - HIGH) / 2;
                put(svg, "<rect y='%d' width='%d' height='%d' fill='#f4f6f8'/>\n", y, width, STEP);
            }
        }
    }

    private void line(StringBuilder svg, Arrow arrow) {
        boolean right = arrow.to.step > arrow.from.step;
        int side = right ? 1 : -1;
        int start = arrow.from.x() + (right ? WIDE : 0);
        int end = right ? arrow.to.y() - 2 : arrow.to.y() + HIGH + 2;
        int lane = lane(arrow);
        int bend = arrow.from.middle() + 12 * side;
        String colour = arrow.falls() ? arrow.from.colour : FAULT;
        put(svg, "<path d='M%d %dH%d", start, arrow.from.middle(), lane - 12 * side);
        put(svg, "Q%d %d %d %d", lane, arrow.from.middle(), lane, bend);
        put(svg, "V%d' fill='none' stroke='%s'", end - 6 * side, colour);
        put(svg, " stroke-width='%s'/>\n", arrow.falls() ? "1.8" : "3.5");
        put(svg, "<path d='M%d %dl-3.2 %dh6.4z'", lane, end, -8 * side);
        put(svg, " fill='%s'/>\n", colour);
    }

    /// Every arrow on a room has a lane of its own. The nearest takes the nearest lane, so that no
    /// two of them cross.
    private int lane(Arrow arrow) {
        boolean right = arrow.to.step > arrow.from.step;
        long nearer =
                arrows.stream()
                        .filter(each -> each.to == arrow.to)
                        .filter(each -> each.to.step > each.from.step == right)
                        .filter(each -> each.from.step > arrow.from.step == right)
                        .filter(each -> each.from != arrow.from)
                        .count();
        long all =
                arrows.stream()
                        .filter(each -> each.to == arrow.to)
                        .filter(each -> each.to.step > each.from.step == right)
                        .count();
        return right
                ? arrow.to.x() + WIDE - 16 - (int) (all - 1 - nearer) * LANE
                : arrow.to.x() + 16 + (int) (all - 1 - nearer) * LANE;
    }

    private static void box(StringBuilder svg, Room room) {
        put(svg, "<rect x='%d' y='%d' width='%d'", room.x(), room.y(), WIDE);
        put(svg, " height='%d' rx='9' fill='#ffffff' stroke='%s'", HIGH, room.colour);
        put(svg, " stroke-width='2'/>\n<text x='%d' y='%d'", room.x() + WIDE / 2, room.y() + 24);
        put(svg, " text-anchor='middle' font-size='18' font-weight='600' fill='%s'>", room.colour);
        put(
                svg,
                "<tspan font-size='12' font-weight='400'>%s</tspan>",
                room.name.substring(0, room.name.length() - room.folder().length()));
        put(svg, "%s</text>\n", room.folder());
    }

    private void list(StringBuilder svg, int top, int width) {
        int y = top;
        put(svg, "<path d='M%d %dH%d' stroke='#d1d5db'/>\n", LEFT, y - 30, width - LEFT);
        for (Room room : rooms) {
            List<Arrow> own = arrows.stream().filter(arrow -> arrow.from == room).toList();
            put(svg, "<text y='%d' font-size='16' fill='#374151'><tspan x='%d'", y, LEFT);
            put(svg, " font-weight='600' fill='%s'>%s</tspan>", room.colour, room.name);
            put(svg, "<tspan x='%d' fill='#6b7280'>%s</tspan>", LEFT + 200, room.about);
            put(svg, "<tspan x='%d'>%s</tspan></text>\n", LEFT + 560, used(own));
            y += LINE;
        }
        long rising = arrows.stream().filter(arrow -> !arrow.falls()).count();
        put(svg, "<text x='%d' y='%d' font-size='16' font-weight='600'", LEFT, y + 16);
        put(svg, " fill='%s'>", rising == 0 ? "#047857" : FAULT);
        put(svg, "%d arrows, ", arrows.size());
        put(svg, rising == 0 ? "none upward and so no circle" : rising + " upward");
        put(svg, "</text>\n");
    }

    private String used(List<Arrow> own) {
        if (own.isEmpty()) {
            return isHouse() ? "uses nothing of ours" : "uses none of these";
        }
        return own.stream()
                .map(arrow -> isHouse() ? arrow.to.name : arrow.to.last())
                .collect(Collectors.joining(", ", "→ ", ""));
    }

    private static void put(StringBuilder svg, String form, Object... values) {
        svg.append(form.replace('\'', '"').formatted(values));
    }
}
