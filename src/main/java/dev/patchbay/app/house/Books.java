package dev.patchbay.app.house;

import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Rates;
import dev.patchbay.hub.Target;
import dev.patchbay.hub.Usage;
import dev.patchbay.hub.Verdict;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.ledger.Budgets;
import dev.patchbay.ledger.Entry;
import dev.patchbay.ledger.Ledger;
import dev.patchbay.ledger.LocalDays;
import dev.patchbay.ledger.Tariff;
import dev.patchbay.proxy.routing.Route;
import dev.patchbay.settings.Prices;
import dev.patchbay.settings.Settings;
import dev.patchbay.tokens.Estimator;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// The books of the house, put together: what is counted, what it costs, what may be spent, and how
/// our own counts of tokens compare with the backends'.
public final class Books implements AutoCloseable {
    private static final long TEND_SECONDS = 60;

    private final InstantSource clock;
    private final Journal journal;
    private final KeptPrices prices;
    private final KeptCalibration calibration;
    private final Estimator estimator;
    private final Ledger ledger;
    private final Budgets budgets;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Settings settings;
    private volatile FutureTask<Tariff> tariff;

    Books(
            KeptPrices prices,
            KeptCalibration calibration,
            Settings settings,
            InstantSource clock,
            ZoneId zone,
            Journal journal) {
        this.clock = clock;
        this.journal = journal;
        this.prices = prices;
        this.calibration = calibration;
        this.settings = settings;
        estimator = new Estimator(calibration.known());
        var days = new LocalDays(clock, zone);
        ledger = new Ledger(days, System::nanoTime);
        budgets = new Budgets(days, journal);
        budgets.follow(settings.allBudgets());
        tariff = priced();
        journal.listen(ledger::hear);
        journal.listen(budgets::hear);
    }

    /// Takes what was counted before this program began, before anything is counted anew.
    void restore(Collection<Entry> entries) {
        ledger.restore(entries);
        budgets.restore(entries);
    }

    /// Has the prices ready before they are needed, and keeps what is learned.
    void tend() {
        Thread.ofVirtual().name("books").start(this::keepUp);
    }

    private void keepUp() {
        try {
            tariff();
            while (!closed.await(TEND_SECONDS, TimeUnit.SECONDS)) {
                calibration.keep();
                if (prices.haveChanged()) {
                    follow(settings);
                    tariff();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void follow(Settings next) {
        settings = next;
        budgets.follow(next.allBudgets());
        tariff = priced();
    }

    Estimator estimator() {
        return estimator;
    }

    Ledger ledger() {
        return ledger;
    }

    Budgets budgets() {
        return budgets;
    }

    /// What the gate says.
    Verdict ask(Route route, Optional<String> profile) {
        return budgets.ask(profile, route.targets());
    }

    Cost cost(Target target, Usage usage) {
        return tariff().map(it -> it.cost(target.backend(), target.model(), usage))
                .orElse(Cost.UNKNOWN);
    }

    // ------------------------------------------------------------------ prices

    /// Made when it is first needed: reading all prices takes a tenth of a second, which most verbs
    /// have no use for. Who asks while they are read waits for it, once.
    private FutureTask<Tariff> priced() {
        Settings now = settings;
        return new FutureTask<>(() -> new Tariff(prices.book(), now, clock));
    }

    /// What a model costs without the user's own prices.
    Optional<Rates> usualRates(Target target) {
        var known = new Tariff(prices.book(), settings.withPrices(Prices.NONE), clock);
        return known.rates(target.backend(), target.model(), 0);
    }

    /// Empty where the prices cannot be had, which is told once.
    private Optional<Tariff> tariff() {
        FutureTask<Tariff> now = tariff;
        now.run();
        try {
            return Optional.of(now.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            String message = "No price is known: " + e.getCause();
            journal.addOnce(message, new Note.Fault("prices", message));
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        calibration.keep();
    }
}
