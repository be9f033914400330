package dev.patchbay.app.windows.first;

import dev.patchbay.app.house.Wiring;
import dev.patchbay.connect.Access;
import dev.patchbay.gui.firstrun.Requests;
import dev.patchbay.gui.firstrun.Setup.Refused;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.Switchboard.State;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// The latest request of a client, from the journal. One that was answered is not covered by a
/// later one.
final class FirstRunRequests implements Requests {
    private final Journal journal;
    private final Wiring house;
    private final Texts texts;
    private final FirstGreeting greeting = new FirstGreeting();
    private volatile Optional<Arrival> latest = Optional.empty();
    private final Consumer<Note> ear = this::hear;

    FirstRunRequests(Wiring house, Texts texts) {
        this.texts = texts;
        this.house = house;
        this.journal = house.journal();
        journal.listen(ear);
    }

    private void hear(Note note) {
        if (note instanceof Note.ExchangeStarted started) {
            put(underWay(started.asked()));
        } else if (note instanceof Note.ExchangeEnded ended) {
            put(arrival(ended));
        }
    }

    private synchronized void put(Arrival next) {
        if (latest.filter(it -> it.stage() == Stage.ANSWERED).isEmpty()) {
            latest = Optional.of(next);
        }
    }

    private static Arrival underWay(String asked) {
        return new Arrival(
                Stage.UNDER_WAY, asked, "", OptionalLong.empty(), OptionalLong.empty(), 0, "");
    }

    private static Arrival arrival(Note.ExchangeEnded ended) {
        boolean answered = ended.outcome().equals("ok");
        String answeredBy =
                ended.backend()
                        .map(it -> it + ended.model().map(model -> "/" + model).orElse(""))
                        .orElse("");
        return new Arrival(
                answered ? Stage.ANSWERED : Stage.FAILED,
                ended.asked(),
                answeredBy,
                ended.usage().input(),
                ended.usage().output(),
                ended.durationMillis(),
                ended.error().orElse(ended.outcome()));
    }

    @Override
    public Optional<Arrival> latest() {
        return latest;
    }

    @Override
    public void send() throws Refused {
        Optional<Access> access = house.door().access();
        if (access.isEmpty() || !(house.switchboard().state() instanceof State.Running)) {
            throw new Refused(texts.get("firstRun.stopped"), null);
        }
        try {
            greeting.send(access.get());
        } catch (IOException e) {
            throw new Refused(texts.get("firstRun.unreached", access.get().address()), e);
        }
    }

    @Override
    public void close() {
        journal.forget(ear);
    }
}
