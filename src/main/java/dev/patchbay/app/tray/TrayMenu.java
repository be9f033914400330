package dev.patchbay.app.tray;

import dev.patchbay.app.modes.TrayWish;
import dev.patchbay.app.modes.TrayWish.CopyLine;
import dev.patchbay.app.modes.TrayWish.Screen;
import dev.patchbay.app.tray.TrayFacts.Trouble;
import dev.patchbay.desktop.TrayItem;
import dev.patchbay.desktop.TrayModel;
import dev.patchbay.hub.Target;
import dev.patchbay.proxy.Switchboard.State;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.BackendSettings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The tray's icon and menu, made from facts alone.
///
/// @param wishes what is wanted by who chooses an item, by the item's id
record TrayMenu(TrayModel model, Map<String, TrayWish> wishes) {
    /// More would not fit on a screen.
    private static final int MOST_ALIASES = 20;

    static TrayMenu of(TrayFacts facts, TrayTexts texts) {
        return new Drawing(facts, texts).menu();
    }

    Optional<TrayWish> wish(String item) {
        return Optional.ofNullable(wishes.get(item));
    }

    private static final class Drawing {
        private final TrayFacts facts;
        private final TrayTexts texts;
        private final Map<String, TrayWish> wishes = new HashMap<>();

        Drawing(TrayFacts facts, TrayTexts texts) {
            this.facts = facts;
            this.texts = texts;
        }

        TrayMenu menu() {
            List<TrayItem> items = new ArrayList<>();
            items.add(opening("state", state(), Screen.MONITOR));
            facts.troubles().forEach(it -> items.add(trouble(it)));
            facts.installed().ifPresent(it -> items.add(restart(it)));
            items.add(opening("today", texts.today(facts.today()), Screen.MONITOR));
            items.add(new TrayItem.Separator("below-state"));
            items.add(startOrStop());
            items.add(route());
            items.add(copy());
            items.add(new TrayItem.Separator("below-deeds"));
            items.add(opening("open", texts.get("open"), Screen.MONITOR));
            items.add(opening("settings", texts.get("settings"), Screen.SETTINGS));
            items.add(opening("logs", texts.get("logs"), Screen.LOGS));
            items.add(login());
            items.add(new TrayItem.Separator("above-quit"));
            items.add(action("quit", texts.get("quit"), new TrayWish.Quit(), true));
            return new TrayMenu(new TrayModel(icon(), tip(), items), Map.copyOf(wishes));
        }

        // ---------------------------------------------- how it stands

        private TrayModel.Icon icon() {
            return switch (facts.state()) {
                case State.PortTaken _, State.Unopened _ -> TrayModel.Icon.ATTENTION;
                case State.Stopped _ -> TrayModel.Icon.STOPPED;
                case State.Running _ -> {
                    if (facts.stopping()) {
                        yield TrayModel.Icon.STOPPED;
                    }
                    if (!facts.troubles().isEmpty()) {
                        yield TrayModel.Icon.ATTENTION;
                    }
                    yield facts.busy() ? TrayModel.Icon.BUSY : TrayModel.Icon.RUNNING;
                }
            };
        }

        private String state() {
            String told =
                    switch (facts.state()) {
                        case State.Running _ when facts.stopping() -> texts.get("state.stopping");
                        case State.Running running -> texts.get("state.running", address(running));
                        case State.Stopped _ -> texts.get("state.stopped");
                        case State.PortTaken(int port) ->
                                facts.owner()
                                        .map(it -> texts.get("state.takenBy", name(port), it))
                                        .orElseGet(() -> texts.get("state.taken", name(port)));
                        case State.Unopened(String reason) -> texts.get("state.unopened", reason);
                    };
            return TrayTexts.line(told);
        }

        private String tip() {
            return switch (facts.state()) {
                case State.Running _ when facts.stopping() -> texts.get("tip.stopping");
                case State.Running running -> texts.get("tip.running", address(running));
                case State.Stopped _ -> texts.get("tip.stopped");
                case State.PortTaken(int port) -> texts.get("tip.taken", name(port));
                case State.Unopened _ -> texts.get("tip.unopened");
            };
        }

        private static String address(State.Running running) {
            String host = running.host();
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + running.port();
        }

        /// A port is no number to be written `5,225`.
        private static String name(int port) {
            return Integer.toString(port);
        }

        private TrayItem trouble(Trouble trouble) {
            String key = trouble.kind() == Trouble.Kind.DOWN ? "trouble.down" : "trouble.signIn";
            Screen screen = trouble.kind() == Trouble.Kind.DOWN ? Screen.MONITOR : Screen.SETTINGS;
            String id = "%s/%s".formatted(trouble.kind(), trouble.backend());
            return opening(id, TrayTexts.line(texts.get(key, trouble.backend())), screen);
        }

        private TrayItem restart(String version) {
            String label = TrayTexts.line(texts.get("restart", version));
            return action("restart", label, new TrayWish.Restart(), true);
        }

        // ---------------------------------------------- what can be done

        private TrayItem startOrStop() {
            return switch (facts.state()) {
                case State.Running _ ->
                        action("stop", texts.get("stop"), new TrayWish.Stop(), !facts.stopping());
                case State.Stopped _, State.PortTaken _, State.Unopened _ ->
                        action("start", texts.get("start"), new TrayWish.Start(), true);
            };
        }

        private TrayItem route() {
            List<Alias> aliases = facts.settings().aliases();
            List<TrayItem> below = new ArrayList<>();
            aliases.stream().limit(MOST_ALIASES).forEach(it -> below.add(alias(it)));
            if (aliases.isEmpty()) {
                below.add(opening("route/none", texts.get("route.none"), Screen.SETTINGS));
            } else if (aliases.size() > MOST_ALIASES) {
                String more = texts.get("route.more", aliases.size() - MOST_ALIASES);
                below.add(opening("route/more", more, Screen.SETTINGS));
            }
            return new TrayItem.Submenu("route", texts.get("route"), true, below);
        }

        private TrayItem alias(Alias alias) {
            String id = "route/" + alias.name();
            List<TrayItem> choices = new ArrayList<>();
            for (int i = 0; i < alias.targets().size(); i++) {
                Target target = alias.targets().get(i);
                String choice = id + "/" + target + "#" + sameBefore(alias.targets(), i);
                wishes.put(choice, new TrayWish.Prefer(alias.name(), target));
                String label = TrayTexts.line(shown(target));
                choices.add(new TrayItem.Choice(choice, label, true, i == 0));
            }
            String first = alias.targets().isEmpty() ? "" : shown(alias.targets().getFirst());
            String label = TrayTexts.line(texts.get("route.alias", alias.name(), first));
            return new TrayItem.Submenu(id, label, !choices.isEmpty(), choices);
        }

        /// Targets of the same model may differ in what is asked of it.
        private static long sameBefore(List<Target> targets, int index) {
            String shown = targets.get(index).toString();
            return targets.subList(0, index).stream()
                    .filter(it -> it.toString().equals(shown))
                    .count();
        }

        private String shown(Target target) {
            String backend =
                    facts.settings()
                            .backend(target.backend())
                            .map(BackendSettings::name)
                            .orElse(target.backend());
            return texts.get("route.target", backend, target.model());
        }

        private TrayItem copy() {
            List<TrayItem> below = new ArrayList<>();
            below.add(copy("copy.address", CopyLine.ADDRESS));
            below.add(copy("copy.token", CopyLine.TOKEN));
            below.add(copy("copy.claudeCode", CopyLine.CLAUDE_CODE));
            below.add(copy("copy.openAi", CopyLine.OPEN_AI));
            return new TrayItem.Submenu("copy", texts.get("copy"), true, below);
        }

        private TrayItem copy(String key, CopyLine line) {
            String id = "copy/" + line.name().toLowerCase(Locale.ROOT);
            return action(id, texts.get(key), new TrayWish.Copy(line), true);
        }

        private TrayItem login() {
            boolean on = facts.login().orElse(false);
            wishes.put("login", new TrayWish.StartAtLogin(!on));
            return new TrayItem.Check("login", texts.get("login"), facts.login().isPresent(), on);
        }

        private TrayItem opening(String id, String label, Screen screen) {
            return action(id, label, new TrayWish.Open(screen), facts.windows());
        }

        private TrayItem action(String id, String label, TrayWish wish, boolean enabled) {
            wishes.put(id, wish);
            return new TrayItem.Action(id, label, enabled);
        }
    }
}
