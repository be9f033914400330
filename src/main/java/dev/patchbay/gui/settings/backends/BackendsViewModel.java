package dev.patchbay.gui.settings.backends;

import dev.patchbay.gui.parts.CreditLeft;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.proxy.Health;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Settings;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The backends, the chosen one's form, and what is asked of it.
public final class BackendsViewModel {
    /// What the place beside the list shows.
    enum Side {
        ADDING,
        FORM
    }

    /// @param state a word of the style sheet: `well`, `off` …
    record Row(String id, String name, String detail, String state, String stateText) {}

    /// What is left at the chosen one, for people; empty where its service does not tell.
    record Left(String text, boolean failed) {
        static final Left UNTOLD = new Left("", false);
    }

    final BackendForm form;
    final MoreForm more;
    final QuirksViewModel quirks;
    final KeysViewModel keys;
    final AddViewModel adding;
    final TestViewModel test;
    final SignInViewModel signIn;

    private final SettingsDraft draft;
    private final Asking asking;
    private final Errands errands;
    private final Texts texts;
    private final ReadOnlyStringWrapper chosen = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Side> side = new ReadOnlyObjectWrapper<>(Side.ADDING);
    private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Left> credit = new ReadOnlyObjectWrapper<>(Left.UNTOLD);
    private final Figures figures;
    private Map<String, Health> health = Map.of();
    private Map<String, CreditLeft> credits = Map.of();

    public BackendsViewModel(
            SettingsDraft draft, Asking asking, Errands errands, Texts texts, Figures figures) {
        this.figures = figures;
        this.draft = draft;
        this.asking = asking;
        this.errands = errands;
        this.texts = texts;
        form = new BackendForm(draft, chosen::get);
        more = new MoreForm(form.part);
        quirks = new QuirksViewModel(form.part, texts);
        keys = new KeysViewModel(form.part, texts);
        adding = new AddViewModel(draft, this::choose, texts);
        test = new TestViewModel(asking, errands, texts);
        signIn = new SignInViewModel(asking, errands, texts);
        draft.nowProperty().subscribe(_ -> show());
        draft.now().backends().stream().findFirst().ifPresent(first -> choose(first.id()));
    }

    void appear() {
        errands.run(
                asking::health,
                found -> {
                    health =
                            found.stream()
                                    .collect(
                                            Collectors.toMap(Health::backend, Function.identity()));
                    show();
                },
                // The dots tell nothing then; all else stays.
                _ -> {});
        errands.run(
                asking::credits,
                found -> {
                    credits = found;
                    show();
                },
                // Each backend's own failure is told with it; beyond that nothing is known.
                _ -> {});
    }

    void choose(String id) {
        chosen.set(id);
        form.part.seek();
        test.forget();
        signIn.about(id);
        side.set(Side.FORM);
        credit.set(credit(id));
    }

    void add() {
        chosen.set("");
        side.set(Side.ADDING);
    }

    /// Who uses the chosen one, for a person who is about to delete it.
    String users() {
        List<String> users = new Removal(chosen.get()).users(draft.now());
        return users.isEmpty()
                ? texts.get("settings.backends.delete.unused", name())
                : texts.get("settings.backends.delete.used", name(), String.join(", ", users));
    }

    private String name() {
        return form.part.get(BackendSettings::name, "");
    }

    void delete() {
        String gone = chosen.get();
        draft.change(new Removal(gone)::from);
        draft.now().backends().stream()
                .findFirst()
                .ifPresentOrElse(first -> choose(first.id()), this::add);
    }

    /// Earlier backends are asked first for a model that several list.
    void move(int by) {
        List<BackendSettings> all = new java.util.ArrayList<>(draft.now().backends());
        int from = all.indexOf(draft.now().backend(chosen.get()).orElse(null));
        int to = from + by;
        if (from >= 0 && to >= 0 && to < all.size()) {
            java.util.Collections.swap(all, from, to);
            draft.change(it -> it.withBackends(all));
        }
    }

    /// Tests what is saved, so it saves first.
    void runTest() {
        draft.save(() -> test.run(chosen.get(), this::appear));
    }

    void fetchModels() {
        draft.save(() -> test.fetch(chosen.get()));
    }

    void startSignIn() {
        draft.save(() -> signIn.start(chosen.get()));
    }

    private void show() {
        Settings now = draft.now();
        if (side.get() == Side.FORM && now.backend(chosen.get()).isEmpty()) {
            now.backends().stream()
                    .findFirst()
                    .ifPresentOrElse(first -> choose(first.id()), this::add);
        }
        rows.set(now.backends().stream().map(this::row).toList());
        credit.set(credit(chosen.get()));
    }

    private Left credit(String backend) {
        return switch (credits.get(backend)) {
            case null -> Left.UNTOLD;
            case CreditLeft.Known(var left) -> new Left(figures.money(left), false);
            case CreditLeft.Unknown(String why) ->
                    new Left(texts.get("settings.credit.failed", why), true);
        };
    }

    private Row row(BackendSettings backend) {
        String state = state(backend);
        String detail =
                backend.shipped()
                        .map(it -> it.name())
                        .orElse(texts.get("settings.kind." + backend.kind().text()));
        return new Row(
                backend.id(),
                backend.name(),
                withCredit(
                        backend,
                        detail.equals(backend.name())
                                ? backend.baseUrl().replaceFirst("^https?://", "")
                                : detail),
                state,
                texts.get("settings.backends.state." + state));
    }

    private String withCredit(BackendSettings backend, String detail) {
        return credits.get(backend.id()) instanceof CreditLeft.Known(var left)
                ? texts.get("credit.detail", figures.money(left), detail)
                : detail;
    }

    private String state(BackendSettings backend) {
        if (!backend.enabled()) {
            return "off";
        }
        Health known = health.get(backend.id());
        return known == null ? "unknown" : known.state().name().toLowerCase(Locale.ROOT);
    }

    void beat() {
        signIn.beat();
    }

    void browse(String page) {
        asking.browse(page);
    }

    SettingsDraft draft() {
        return draft;
    }

    ReadOnlyObjectProperty<List<Row>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Left> creditProperty() {
        return credit.getReadOnlyProperty();
    }

    ReadOnlyStringProperty chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Side> sideProperty() {
        return side.getReadOnlyProperty();
    }
}
