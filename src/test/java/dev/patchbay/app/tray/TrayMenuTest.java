package dev.patchbay.app.tray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.app.modes.TrayWish;
import dev.patchbay.app.modes.TrayWish.Screen;
import dev.patchbay.app.tray.TrayFacts.Trouble;
import dev.patchbay.desktop.TrayItem;
import dev.patchbay.desktop.TrayModel;
import dev.patchbay.hub.Target;
import dev.patchbay.ledger.Amounts;
import dev.patchbay.ledger.Totals;
import dev.patchbay.proxy.Switchboard.State;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Settings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// The tray's menu, as it is made from facts.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class TrayMenuTest {
    private static final TrayTexts TEXTS = new TrayTexts(Locale.US);
    private static final State RUNNING = new State.Running("127.0.0.1", 5225, 0);
    private static final Target FIRST = Target.of("router", "qwen3-coder");
    private static final Target SECOND = Target.of("demo", "demo");
    private static final Settings SETTINGS =
            Settings.DEFAULT
                    .withBackends(
                            List.of(
                                    BackendSettings.of(
                                            "router",
                                            BackendKind.OPENAI,
                                            "https://router.example/v1"),
                                    BackendSettings.DEMO))
                    .withAliases(List.of(Alias.of("sonnet", FIRST, SECOND)));

    private static TrayFacts facts(State state) {
        return new TrayFacts(
                state,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Totals.NONE,
                SETTINGS,
                Optional.of(true),
                true);
    }

    private static TrayMenu menu(State state) {
        return TrayMenu.of(facts(state), TEXTS);
    }

    /// Each line as a person sees it.
    private static List<String> lines(List<TrayItem> items) {
        return items.stream().map(TrayMenuTest::line).toList();
    }

    private static String line(TrayItem item) {
        return switch (item) {
            case TrayItem.Separator _ -> "---";
            case TrayItem.Action(_, var label, var enabled) -> label + (enabled ? "" : " (grey)");
            case TrayItem.Check(_, var label, var enabled, var on) ->
                    (on ? "[x] " : "[ ] ") + label + (enabled ? "" : " (grey)");
            case TrayItem.Choice(_, var label, _, var on) -> (on ? "(o) " : "( ) ") + label;
            case TrayItem.Submenu(_, var label, var enabled, _) ->
                    label + " >" + (enabled ? "" : " (grey)");
        };
    }

    private static List<TrayItem> below(List<TrayItem> items, String id) {
        return items.stream()
                .filter(it -> it.id().equals(id))
                .map(it -> ((TrayItem.Submenu) it).items())
                .findFirst()
                .orElseThrow();
    }

    private static String state(TrayFacts facts) {
        return line(TrayMenu.of(facts, TEXTS).model().items().getFirst());
    }

    private static String today(Totals totals) {
        return TEXTS.today(totals);
    }

    @Test
    void a_running_patchbay_has_the_whole_menu() {
        TrayMenu menu = menu(RUNNING);

        assertEquals(TrayModel.Icon.RUNNING, menu.model().icon());
        assertEquals("Running on 127.0.0.1:5225", menu.model().tooltip());
        assertEquals(
                List.of(
                        "● Running on 127.0.0.1:5225",
                        "Today  no requests yet",
                        "---",
                        "Stop",
                        "Route >",
                        "Copy >",
                        "---",
                        "Open Patchbay",
                        "Settings…",
                        "Logs",
                        "[x] Start at login",
                        "---",
                        "Quit Patchbay"),
                lines(menu.model().items()));
        assertEquals(
                List.of("Address", "Token", "Line for Claude Code", "Line for OpenAI clients"),
                lines(below(menu.model().items(), "copy")));
    }

    @Test
    void a_version_that_was_installed_is_offered_below_the_state() {
        var facts =
                new TrayFacts(
                        RUNNING,
                        false,
                        false,
                        Optional.empty(),
                        Optional.of("0.2.0"),
                        List.of(),
                        Totals.NONE,
                        SETTINGS,
                        Optional.of(true),
                        true);

        TrayMenu menu = TrayMenu.of(facts, TEXTS);

        assertEquals("↻ Restart to use Patchbay 0.2.0", line(menu.model().items().get(1)));
        assertEquals(Optional.of(new TrayWish.Restart()), menu.wish("restart"));
        assertEquals(TrayModel.Icon.RUNNING, menu.model().icon());
    }

    @Test
    void the_route_menu_has_the_aliass_own_targets_the_first_one_chosen() {
        TrayMenu menu = menu(RUNNING);
        List<TrayItem> route = below(menu.model().items(), "route");
        List<TrayItem> targets = below(route, "route/sonnet");

        assertEquals(List.of("sonnet → router / qwen3-coder >"), lines(route));
        assertEquals(List.of("(o) router / qwen3-coder", "( ) demo / demo"), lines(targets));
        assertEquals(
                Optional.of(new TrayWish.Prefer("sonnet", SECOND)),
                menu.wish(targets.getLast().id()));
    }

    @Test
    void what_is_chosen_moves_to_the_front_and_the_rest_stay_the_chain() {
        Target third = Target.of("router", "other");
        Settings three = SETTINGS.withAlias(Alias.of("sonnet", FIRST, SECOND, third));

        Settings changed = TrayDesk.preferring(three, "sonnet", third);

        assertEquals(
                List.of(third, FIRST, SECOND), changed.alias("sonnet").orElseThrow().targets());
        assertEquals(three, TrayDesk.preferring(three, "sonnet", Target.of("gone", "m")));
        assertEquals(three, TrayDesk.preferring(three, "gone", third));
    }

    @Test
    void targets_of_one_model_keep_apart() {
        Target cold = FIRST.withModel("m");
        Target hot =
                new Target(
                        "router",
                        "m",
                        java.util.OptionalDouble.of(1),
                        Optional.empty(),
                        java.util.OptionalInt.empty(),
                        java.util.Map.of());
        Settings settings = SETTINGS.withAliases(List.of(Alias.of("a", cold, hot)));
        var facts =
                new TrayFacts(
                        RUNNING,
                        false,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Totals.NONE,
                        settings,
                        Optional.empty(),
                        true);

        TrayMenu menu = TrayMenu.of(facts, TEXTS);

        List<TrayItem> targets = below(below(menu.model().items(), "route"), "route/a");
        assertEquals(Optional.of(new TrayWish.Prefer("a", hot)), menu.wish(targets.getLast().id()));
    }

    @Test
    void a_long_list_of_aliases_ends_where_the_settings_go_on() {
        List<Alias> many = new ArrayList<>();
        IntStream.range(0, 25).forEach(i -> many.add(Alias.of("a" + i, SECOND)));
        TrayMenu menu = TrayMenu.of(with(RUNNING, SETTINGS.withAliases(many), true), TEXTS);

        List<String> lines = lines(below(menu.model().items(), "route"));
        assertEquals(21, lines.size());
        assertEquals("5 more aliases …", lines.getLast());
    }

    @Test
    void without_an_alias_the_route_menu_says_so() {
        TrayMenu menu = TrayMenu.of(with(RUNNING, SETTINGS.withAliases(List.of()), true), TEXTS);

        assertEquals(List.of("No aliases yet"), lines(below(menu.model().items(), "route")));
    }

    private static TrayFacts with(State state, Settings settings, boolean windows) {
        return new TrayFacts(
                state,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Totals.NONE,
                settings,
                Optional.empty(),
                windows);
    }

    @Test
    void where_nothing_can_be_opened_what_opens_is_grey() {
        List<String> lines =
                lines(TrayMenu.of(with(RUNNING, SETTINGS, false), TEXTS).model().items());

        assertTrue(lines.contains("Open Patchbay (grey)"), lines.toString());
        assertTrue(lines.contains("● Running on 127.0.0.1:5225 (grey)"), lines.toString());
        assertTrue(lines.contains("[ ] Start at login (grey)"), lines.toString());
        assertTrue(lines.contains("Stop"), lines.toString());
    }

    @Test
    void each_state_has_its_icon_and_its_words() {
        assertEquals(TrayModel.Icon.STOPPED, menu(new State.Stopped()).model().icon());
        assertEquals("○ Stopped", state(facts(new State.Stopped())));
        assertEquals("● Running on [::1]:5225", state(facts(new State.Running("::1", 5225, 0))));
        assertEquals(TrayModel.Icon.ATTENTION, menu(new State.PortTaken(5225)).model().icon());
        assertEquals("! Port 5225 is in use", state(facts(new State.PortTaken(5225))));
        assertTrue(lines(menu(new State.Stopped()).model().items()).contains("Start"));
        assertEquals(
                "! Cannot start: 10.0.0.9 is not ours.",
                state(facts(new State.Unopened("10.0.0.9 is not ours."))));
    }

    @Test
    void who_has_the_port_is_told() {
        var facts =
                new TrayFacts(
                        new State.PortTaken(5225),
                        false,
                        false,
                        Optional.of("PID 812 (node)"),
                        Optional.empty(),
                        List.of(),
                        Totals.NONE,
                        SETTINGS,
                        Optional.empty(),
                        true);

        assertEquals("! Port 5225 is in use by PID 812 (node)", state(facts));
    }

    @Test
    void a_door_that_closes_is_neither_running_nor_to_be_stopped_again() {
        var facts =
                new TrayFacts(
                        RUNNING,
                        true,
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Totals.NONE,
                        SETTINGS,
                        Optional.empty(),
                        true);
        TrayMenu menu = TrayMenu.of(facts, TEXTS);

        assertEquals(TrayModel.Icon.STOPPED, menu.model().icon());
        assertEquals("○ Stopping …", state(facts));
        assertTrue(lines(menu.model().items()).contains("Stop (grey)"));
    }

    @Test
    void requests_under_way_make_it_busy_and_troubles_want_attention() {
        var busy =
                new TrayFacts(
                        RUNNING,
                        false,
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Totals.NONE,
                        SETTINGS,
                        Optional.empty(),
                        true);
        var troubled =
                new TrayFacts(
                        RUNNING,
                        false,
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(
                                new Trouble(Trouble.Kind.DOWN, "Router"),
                                new Trouble(Trouble.Kind.SIGN_IN, "Club")),
                        Totals.NONE,
                        SETTINGS,
                        Optional.empty(),
                        true);

        assertEquals(TrayModel.Icon.BUSY, TrayMenu.of(busy, TEXTS).model().icon());
        TrayMenu menu = TrayMenu.of(troubled, TEXTS);
        assertEquals(TrayModel.Icon.ATTENTION, menu.model().icon());
        assertEquals(
                List.of("! Router is down", "! The sign-in to Club has ended"),
                lines(menu.model().items()).subList(1, 3));
        assertEquals(Optional.of(new TrayWish.Open(Screen.SETTINGS)), menu.wish("SIGN_IN/Club"));
    }

    @Test
    void sums_are_short_and_say_what_is_estimated_or_has_no_price() {
        var counted = new Amounts(1_000_000, 200_000, 0, 34_000, 0, 3_410_000_000L);
        assertEquals(
                "Today  1.2M tokens · $3.41 · 38 requests",
                today(new Totals(38, 0, 0, counted, Amounts.NONE)));
        assertEquals(
                "Today  ~1.2M tokens · ~$3.41 · 1 request",
                today(new Totals(1, 0, 0, Amounts.NONE, counted)));
        assertEquals(
                "Today  1.2M tokens · at least $3.41 · 1,234 requests",
                today(new Totals(1234, 0, 1, counted, Amounts.NONE)));
        assertEquals(
                "Today  500 tokens · no price · 2 requests",
                today(new Totals(2, 0, 2, new Amounts(400, 0, 0, 100, 0, 0), Amounts.NONE)));
    }

    @Test
    void long_lines_lose_their_middle() {
        String line = TrayTexts.line("a".repeat(60) + "\n" + "b".repeat(60));

        assertTrue(line.length() <= 74, line);
        assertTrue(line.startsWith("aaaa") && line.endsWith("bbbb") && line.contains(" … "), line);
        assertFalse(line.contains("\n"));
    }

    @Test
    void every_line_that_can_be_chosen_has_a_wish() {
        TrayMenu menu = menu(RUNNING);
        assertAllWished(menu, menu.model().items());
    }

    private static void assertAllWished(TrayMenu menu, List<TrayItem> items) {
        for (TrayItem item : items) {
            switch (item) {
                case TrayItem.Separator _ -> {}
                case TrayItem.Submenu submenu -> assertAllWished(menu, submenu.items());
                case TrayItem.Action _, TrayItem.Check _, TrayItem.Choice _ ->
                        assertTrue(menu.wish(item.id()).isPresent(), item.id());
            }
        }
    }
}
