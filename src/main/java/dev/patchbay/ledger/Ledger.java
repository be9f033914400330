package dev.patchbay.ledger;

import dev.patchbay.journal.Note;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// The running totals: by day, and on each day by alias, profile, backend and model. Hears the
/// journal on whatever thread adds a note, and never makes one wait for another.
public final class Ledger {
    /// A month and a few days more.
    static final int MOST_DAYS = 40;

    static final int MOST_ACCOUNTS = 2_000;

    /// A token is some four letters in most languages; enough for how fast an answer comes.
    private static final int LETTERS_PER_TOKEN = 4;

    private final LocalDays days;
    private final Recent recent;
    private final ByDay<Account, Totals> book = new ByDay<>(MOST_DAYS, Totals::plus);
    private final Map<String, Long> underWay = new ConcurrentHashMap<>();

    /// @param nanos time that only goes forward, for rates
    public Ledger(LocalDays days, LongSupplier nanos) {
        this.days = days;
        this.recent = new Recent(nanos);
    }

    /// Takes what was counted before this program began.
    public void restore(Collection<Entry> entries) {
        entries.forEach(it -> book.add(it.day(), it.account(), it.totals()));
    }

    public void hear(Note note) {
        switch (note) {
            case Note.ExchangeStarted started -> underWay.put(started.id(), 0L);
            case Note.AnswerGrew(String id, long letters) -> grew(id, letters);
            case Note.ExchangeEnded ended -> ended(ended);
            default -> {} // of all other kinds nothing is counted
        }
    }

    private void grew(String id, long letters) {
        long tokens = letters / LETTERS_PER_TOKEN;
        Long before = underWay.replace(id, tokens);
        if (before != null) {
            recent.add(new Second(0, 0, tokens - before, 0));
        }
    }

    private void ended(Note.ExchangeEnded ended) {
        Totals totals = Totals.of(ended);
        Account account = Account.of(ended);
        LocalDate today = days.today();
        Map<Account, Totals> accounts = book.on(today);
        boolean known = accounts.size() < MOST_ACCOUNTS || accounts.containsKey(account);
        book.add(today, known ? account : Account.OTHERS, totals);

        Long before = underWay.remove(ended.id());
        Amounts all = totals.all();
        long output = ended.usage().output().isPresent() && before != null ? before : 0;
        recent.add(new Second(1, all.prompt(), all.output() - output, all.nanoUsd()));
    }

    /// All that is known at this moment. Cheap enough to be asked for a few times a second.
    public Snapshot snapshot() {
        List<Entry> entries = new ArrayList<>();
        book.all()
                .forEach(
                        day ->
                                day.getValue()
                                        .forEach(
                                                (account, totals) ->
                                                        entries.add(
                                                                new Entry(
                                                                        day.getKey(),
                                                                        account,
                                                                        totals))));
        return new Snapshot(days.today(), entries, underWay.size(), recent.series());
    }
}
