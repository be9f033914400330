package dev.patchbay.gui.firstrun;

import dev.patchbay.gui.firstrun.Requests.Arrival;
import dev.patchbay.gui.firstrun.Setup.Refused;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Texts;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import java.util.Optional;
import java.util.OptionalLong;

/// Waits for a first request, and lights up when it was answered. One that was stays lit.
final class RequestViewModel {
    enum Light {
        WAITING,
        UNDER_WAY,
        ANSWERED,
        FAILED
    }

    private final Requests requests;
    private final Errands errands;
    private final Texts texts;
    private final Figures figures;
    private final ReadOnlyObjectWrapper<Light> light = new ReadOnlyObjectWrapper<>(Light.WAITING);
    private final ReadOnlyStringWrapper headline = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper detail = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper numbers = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper sending = new ReadOnlyBooleanWrapper();
    private Optional<Arrival> shown = Optional.empty();

    RequestViewModel(Requests requests, Errands errands, Texts texts, Figures figures) {
        this.requests = requests;
        this.errands = errands;
        this.texts = texts;
        this.figures = figures;
        show(Light.WAITING, texts.get("firstRun.request.waitingText"), "");
    }

    /// Looks whether one came.
    void beat() {
        Optional<Arrival> latest = requests.latest();
        boolean lit = light.get() == Light.ANSWERED;
        if (latest.isPresent() && !latest.equals(shown) && !lit) {
            shown = latest;
            show(latest.get());
        }
    }

    private void show(Arrival arrival) {
        String route =
                arrival.answeredBy().isEmpty()
                        ? arrival.asked()
                        : arrival.asked() + " → " + arrival.answeredBy();
        switch (arrival.stage()) {
            case UNDER_WAY -> show(Light.UNDER_WAY, route, "");
            case ANSWERED -> {
                trouble.set("");
                show(
                        Light.ANSWERED,
                        route,
                        texts.get(
                                "firstRun.request.numbers",
                                count(arrival.in()),
                                count(arrival.out()),
                                figures.millis(arrival.millis())));
            }
            case FAILED -> show(Light.FAILED, route, arrival.error());
        }
    }

    private String count(OptionalLong tokens) {
        return tokens.isPresent() ? figures.number(tokens.getAsLong()) : "–";
    }

    private void show(Light now, String what, String more) {
        light.set(now);
        headline.set(texts.get("firstRun.request." + word(now)));
        detail.set(what);
        numbers.set(more);
    }

    private static String word(Light light) {
        return switch (light) {
            case WAITING -> "waiting";
            case UNDER_WAY -> "underWay";
            case ANSWERED -> "answered";
            case FAILED -> "failed";
        };
    }

    /// Sends one without a client.
    void send() {
        if (sending.get()) {
            return;
        }
        sending.set(true);
        trouble.set("");
        errands.run(
                () -> {
                    requests.send();
                    return true;
                },
                _ -> {
                    sending.set(false);
                    beat();
                },
                fault -> {
                    sending.set(false);
                    trouble.set(
                            fault instanceof Refused refused
                                    ? refused.message()
                                    : texts.get(
                                            "firstRun.fault", fault.getClass().getSimpleName()));
                });
    }

    void close() {
        requests.close();
    }

    // ------------------------------------------------------------------ what is shown

    ReadOnlyObjectProperty<Light> lightProperty() {
        return light.getReadOnlyProperty();
    }

    ReadOnlyStringProperty headlineProperty() {
        return headline.getReadOnlyProperty();
    }

    ReadOnlyStringProperty detailProperty() {
        return detail.getReadOnlyProperty();
    }

    /// Tokens and time, or why it failed.
    ReadOnlyStringProperty numbersProperty() {
        return numbers.getReadOnlyProperty();
    }

    ReadOnlyStringProperty troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty sendingProperty() {
        return sending.getReadOnlyProperty();
    }
}
