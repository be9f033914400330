package dev.patchbay.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.Rates;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class BudgetSettingsTest {
    private static final String USUAL =
            "'version':1,'backends':[{'id':'demo','kind':'demo'}],'aliases':[{'name':'cheap','targets':[{'backend':'demo','model':'demo'}]}],"
                + "'profiles':[{'id':'work'}]";

    private static Settings with(String more) {
        return Given.settings("{" + USUAL + "," + more + "}");
    }

    private static Budget budget(String text) {
        return with("'budgets':[" + text + "]").budgets().getFirst();
    }

    private static String written(Settings settings) {
        return Given.tree(Reading.content(settings)).toString().replace('"', '\'');
    }

    @Test
    void the_budget_of_the_specification_is_read() {
        assertEquals(
                Budget.of(BudgetScope.ALL, Period.DAY, 5, new AtLimit.Warn()).nanoUsd(),
                Given.settings(Given.example("example.json")).budgets().getFirst().nanoUsd());
    }

    @Test
    void a_budget_can_be_about_a_backend_or_a_profile() {
        assertEquals(
                BudgetScope.ofBackend("demo"),
                budget("{'scope':'backend:demo','period':'day','usd':1}").scope());
        assertEquals(
                BudgetScope.ofProfile("work"),
                budget("{'scope':'profile:work','period':'month','usd':1}").scope());
    }

    @Test
    void unsaid_it_is_about_everything_and_warns() {
        Budget budget = budget("{'period':'month','usd':0.5}");

        assertEquals(BudgetScope.ALL, budget.scope());
        assertEquals(new AtLimit.Warn(), budget.at100());
        assertEquals(500_000_000, budget.nanoUsd());
    }

    @Test
    void at_its_limit_it_may_lead_to_an_alias() {
        assertEquals(
                new AtLimit.UseAlias("cheap"),
                budget("{'period':'day','usd':1,'at100':'alias:cheap'}").at100());
    }

    @Test
    void a_profiles_own_budgets_count_what_is_its_own() {
        Settings settings =
                Given.settings(
                        "{'version':1,'backends':[{'id':'demo','kind':'demo'}],'profiles':[{'id':'work','budgets':["
                            + "{'period':'day','usd':1},{'scope':'backend:demo','period':'day','usd':2}]}],"
                            + "'budgets':[{'period':'month','usd':3}]}");

        assertEquals(
                List.of(
                        BudgetScope.ALL,
                        BudgetScope.ofProfile("work"),
                        new BudgetScope(Optional.of("demo"), Optional.of("work"))),
                settings.allBudgets().stream().map(Budget::scope).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {'budgets':[{'usd':1}]} | budgets[0].period: is missing and has no default; add it.
                    {'budgets':[{'period':'day'}]} | budgets[0].usd: is missing and has no default; add it.
                    {'budgets':[{'period':'week','usd':1}]} | budgets[0].period: must be day or month.
                    {'budgets':[{'period':'day','usd':0}]} | budgets[0].usd: must be a number from 0.01 to 1000000.0, but is 0.
                    {'budgets':[{'period':'day','usd':1,'scope':'me'}]} | budgets[0].scope: must be all, backend:ID or profile:ID.
                    {'budgets':[{'period':'day','usd':1,'at100':'stop'}]} | budgets[0].at100: must be warn, refuse or alias:NAME.
                    {'budgets':[{'period':'day','usd':1,'at100':'alias:'}]} | budgets[0].at100: must be warn, refuse or alias:NAME.
                    {'budgets':[{'period':'day','usd':1,'scope':'backend:gone'}]} | budgets[0].scope: There is no backend 'gone', so this budget counts nothing.
                    {'budgets':[{'period':'day','usd':1,'scope':'profile:gone'}]} | budgets[0].scope: There is no profile 'gone', so this budget counts nothing.
                    {'budgets':[{'period':'day','usd':1,'at100':'alias:gone'}]} | budgets[0].at100: 'gone' is neither an alias nor backend/model of a usable backend; it is not used.
                    {'profiles':[{'id':'p','budgets':[{'period':'day','usd':1,'scope':'profile:q'}]}]} | profiles[0].budgets[0].scope: must be all or backend:ID: it is a budget of this profile.
                    {'prices':{'m':{'input':1}}} | prices.m.output: is missing and has no default; add it.
                    {'prices':{'m':{'input':-1,'output':1}}} | prices.m.input: must be a number from 0.0 to 10000.0, but is -1.
                    {'prices':{'m':7}} | prices.m: must be an object in braces, but is 7.
                    """)
    void a_problem_names_its_path_and_what_to_do(String text, String problem) {
        List<String> problems = Given.problems("{" + USUAL + "," + text.substring(1));

        assertTrue(problems.contains(problem), problems.toString());
    }

    @Test
    void prices_are_read_by_model_and_a_wrong_one_is_lost_alone() {
        Settings settings =
                with(
                        "'prices':{'a':{'input':0.22,'output':0.95,'cacheRead':null},'b':{'input':1},'c':null,"
                            + "'d':{'input':1,'output':2,'cacheRead':0.1,'cacheWrite':1.25}}");

        assertEquals(
                Map.of(
                        "a",
                        new Rates(220_000, OptionalLong.empty(), OptionalLong.empty(), 950_000),
                        "d",
                        new Rates(
                                1_000_000,
                                OptionalLong.of(100_000),
                                OptionalLong.of(1_250_000),
                                2_000_000)),
                settings.prices().models().entrySet().stream()
                        .collect(
                                java.util.stream.Collectors.toMap(
                                        Map.Entry::getKey, it -> it.getValue().rates())));
    }

    @Test
    void a_changed_price_leaves_the_others_as_they_are_written() {
        Settings settings =
                with(
                        "'prices':{'a':{'input':1.5,'output':2,'note':'mine'},'wrong':7,'b':{'input':1,'output':1}}");
        Price a = settings.prices().models().get("a");
        Prices changed =
                settings.prices()
                        .with("a", a.withCache(OptionalDouble.of(0.5), OptionalDouble.empty()))
                        .with("c", Price.of(3, 4))
                        .without("b");

        String file = written(settings.withPrices(changed));

        assertTrue(
                file.contains(
                        "'prices':{'a':{'input':1.5,'output':2,'note':'mine','cacheRead':0.5},'wrong':7,"),
                file);
        assertTrue(file.contains("'c':{'input':3.0,'output':4.0"), file);
        assertTrue(!file.contains("'b':{"), file);
    }

    @Test
    void a_changed_budget_is_written_with_its_words() {
        Settings settings = with("'budgets':[]");
        Budget budget =
                Budget.of(
                        BudgetScope.ofBackend("demo"),
                        Period.MONTH,
                        12.5,
                        new AtLimit.UseAlias("cheap"));

        String file = written(settings.withBudgets(List.of(budget)));

        assertTrue(
                file.contains(
                        "'budgets':[{'scope':'backend:demo','period':'month','usd':12.5,'at100':'alias:cheap'}]"),
                file);
    }

    @Test
    void what_is_not_changed_is_written_as_it_was() {
        String budgets = "'budgets':[{'period':'day','usd':5.5,'why':'rent'},7]";

        assertTrue(written(with(budgets).withPort(1)).contains(budgets));
    }
}
