package dev.patchbay.ledger;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Target;
import dev.patchbay.hub.Verdict;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.settings.AtLimit;
import dev.patchbay.settings.Budget;
import dev.patchbay.settings.BudgetScope;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// Limits on what may be spent. An exchange is asked about when it begins and counted when it is
/// over, so one that runs is never cut: what is under way when a budget is used up still comes to
/// its end.
public final class Budgets {
    private static final int MOST_MARKS = 1_000;

    /// A mark is told once for a budget as it is, in one period.
    private record MarkOf(Budget budget, LocalDate since) {}

    /// A model without a price is told once.
    private record UnpricedModel(String backend, String model) {}

    private final LocalDays days;
    private final Journal journal;
    private final Spending spending = new Spending();
    private final Map<MarkOf, AtomicInteger> marks = new ConcurrentHashMap<>();
    private volatile List<Budget> budgets = List.of();

    public Budgets(LocalDays days, Journal journal) {
        this.days = days;
        this.journal = journal;
    }

    /// These are the budgets from now on; what was spent before counts for them, too.
    public void follow(List<Budget> next) {
        budgets = List.copyOf(next);
    }

    /// Takes what was spent before this program began. Marks that were reached then are not told
    /// again.
    public void restore(Collection<Entry> entries) {
        entries.forEach(
                it ->
                        spending.add(
                                it.day(),
                                it.account().profile(),
                                it.account().backend(),
                                it.totals().all().nanoUsd()));
        standings().forEach(it -> passed(it, it.mark()));
    }

    // ------------------------------------------------------------------ counting

    public void hear(Note note) {
        if (!(note instanceof Note.ExchangeEnded ended)) {
            return;
        }
        if (ended.cost().nanoUsd().isPresent()) {
            long nanoUsd = ended.cost().nanoUsd().getAsLong();
            spending.add(days.today(), ended.profile(), ended.backend(), nanoUsd);
            budgets.stream().filter(it -> counts(it, ended)).forEach(this::tellMark);
        } else if (Totals.isUnpriced(ended) && budgets.stream().anyMatch(it -> counts(it, ended))) {
            tellUnpriced(ended.backend().orElse("?"), ended.model().orElse("?"));
        }
    }

    private static boolean counts(Budget budget, Note.ExchangeEnded ended) {
        BudgetScope scope = budget.scope();
        return scope.hasProfile(ended.profile())
                && (scope.backend().isEmpty() || scope.backend().equals(ended.backend()));
    }

    private void tellMark(Budget budget) {
        Standing standing = standing(budget);
        int mark = standing.mark();
        if (passed(standing, mark)) {
            journal.add(
                    new Note.BudgetReached(
                            standing.name(),
                            mark,
                            standing.spentNanoUsd(),
                            budget.nanoUsd(),
                            days.beginningOf(standing.until())));
        }
    }

    /// Whether this mark is news.
    private boolean passed(Standing standing, int mark) {
        if (marks.size() > MOST_MARKS) {
            marks.clear();
        }
        var of = new MarkOf(standing.budget(), standing.since());
        return marks.computeIfAbsent(of, _ -> new AtomicInteger()).getAndAccumulate(mark, Math::max)
                < mark;
    }

    private void tellUnpriced(String backend, String model) {
        journal.addOnce(new UnpricedModel(backend, model), new Note.Unpriced(backend, model));
    }

    // ------------------------------------------------------------------ asking

    /// How every budget stands.
    public List<Standing> standings() {
        return budgets.stream().map(this::standing).toList();
    }

    private Standing standing(Budget budget) {
        LocalDate today = days.today();
        return new Standing(
                budget,
                spending.of(budget.scope(), budget.period(), today),
                budget.period().first(today),
                budget.period().next(today));
    }

    /// May an exchange of this profile go along this chain? Refusing comes before a cheaper alias,
    /// and that before a warning.
    public Verdict ask(Optional<String> profile, List<Target> chain) {
        List<Standing> usedUp =
                budgets.stream()
                        .filter(it -> it.scope().hasProfile(profile))
                        .map(this::standing)
                        .filter(Standing::isUsedUp)
                        .toList();
        if (usedUp.isEmpty()) {
            return new Verdict.Go();
        }
        List<Standing> refusing = doing(usedUp, AtLimit.Refuse.class);
        Optional<Target> open = chain.stream().filter(it -> on(refusing, it).isEmpty()).findFirst();
        return open.map(target -> verdict(usedUp, refusing, chain, target))
                .orElseGet(() -> refusal(on(refusing, chain.getFirst()).orElseThrow()));
    }

    /// @param open the first target that no budget forbids
    private static Verdict verdict(
            List<Standing> usedUp, List<Standing> refusing, List<Target> chain, Target open) {
        Optional<Standing> cheaper = on(doing(usedUp, AtLimit.UseAlias.class), open);
        if (cheaper.isPresent()
                && cheaper.get().budget().at100() instanceof AtLimit.UseAlias(String alias)) {
            return new Verdict.UseAlias(
                    alias, "%s; '%s' answers instead.".formatted(cheaper.get().usedUp(), alias));
        }
        List<Target> closed = chain.stream().filter(it -> on(refusing, it).isPresent()).toList();
        if (!closed.isEmpty()) {
            return new Verdict.Without(
                    closed.stream().map(Target::backend).collect(Collectors.toSet()),
                    "%s; %s is passed over."
                            .formatted(
                                    on(refusing, closed.getFirst()).orElseThrow().usedUp(),
                                    closed.getFirst().backend()));
        }
        return on(doing(usedUp, AtLimit.Warn.class), open)
                .<Verdict>map(it -> new Verdict.Warn(it.usedUp() + "."))
                .orElseGet(Verdict.Go::new);
    }

    private static List<Standing> doing(List<Standing> standings, Class<? extends AtLimit> what) {
        return standings.stream().filter(it -> what.isInstance(it.budget().at100())).toList();
    }

    /// The first of these that is about this target.
    private static Optional<Standing> on(List<Standing> standings, Target target) {
        return standings.stream()
                .filter(
                        it ->
                                it.budget()
                                        .scope()
                                        .backend()
                                        .orElse(target.backend())
                                        .equals(target.backend()))
                .findFirst();
    }

    private Verdict refusal(Standing standing) {
        String message =
                "%s. It renews %s; until then, raise it in Patchbay's settings to go on."
                        .formatted(standing.usedUp(), days.beginningOf(standing.until()));
        return new Verdict.Refuse(
                ProxyError.of(ProxyError.Kind.BILLING, message).withShouldRetry(false));
    }
}
