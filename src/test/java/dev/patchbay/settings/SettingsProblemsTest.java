package dev.patchbay.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SettingsProblemsTest {
    private static final String DEMO = "'backends':[{'id':'demo','kind':'demo'}]";

    @Test
    void an_entry_that_is_wrong_is_lost_alone() {
        Settings settings =
                Given.settings(
                        "{'version':1,'backends':[{'kind':'openai'},{'id':'demo','kind':'demo'},7]}");

        assertEquals(
                List.of("demo"), settings.backends().stream().map(BackendSettings::id).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {'server':{'port':70000}}                     | server.port: must be a whole number from 0 to 65535, but is 70000.
                    {'server':{'port':'many'}}                    | server.port: must be a whole number from 0 to 65535, but is 'many'.
                    {'server':7}                                  | server: must be an object in braces, but is 7.
                    {'server':{'host':'http://x'}}                | server.host: must be an address or a name alone, such as 127.0.0.1.
                    {'log':{'level':'loud'}}                      | log.level: must be one of trace, debug, info, warn, error, off.
                    {'backends':[{'id':'a b','kind':'demo'}]}     | backends[0].id: may hold letters, digits, '.', '_' and '-' only.
                    {'backends':[{'id':'a','kind':'x'}]}          | backends[0].kind: must be openai, anthropic, oci or demo, but is 'x'.
                    {'backends':[{'id':'a'}]}                     | backends[0].baseUrl: is missing; add the address, such as https://api.example.com/v1.
                    {'backends':[{'id':'a','baseUrl':'ftp://x'}]} | backends[0].baseUrl: must begin with https:// or http://.
                    {'backends':[{'id':'a','baseUrl':'https:'}]}  | backends[0].baseUrl: is no address; write it like https://api.example.com/v1.
                    {'backends':[{'id':'a','baseUrl':'http://x/v1'}]} | backends[0].baseUrl: is not encrypted; use https:// if the backend offers it.
                    {'backends':[{'id':'a','baseUrl':'http://x/','resilience':{'failures':-1}}]} | backends[0].resilience.failures: must be a whole number from 0 to 1000, but is -1.
                    {'backends':[{'id':'a','baseUrl':'http://localhost:5225/v1'}]} | backends[0].baseUrl: The backend 'a' leads back to Patchbay's own address, where its requests are refused; give it the address of the service itself.
                    {'server':{'port':81},'backends':[{'id':'a','baseUrl':'http://[::1]:81/v1'}]} | backends[0].baseUrl: The backend 'a' leads back to Patchbay's own address, where its requests are refused; give it the address of the service itself.
                    {'backends':7}                                | backends: must be a list in brackets, but is 7.
                    {'aliases':[{'name':'a','targets':[]}]}       | aliases[0].targets: names no usable target; add one with backend and model.
                    {'aliases':[7]}                               | aliases[0]: must be an object in braces; this entry is not used.
                    """)
    void a_problem_names_its_path_and_what_to_do(String text, String problem) {
        List<String> problems = Given.problems(text);

        assertTrue(problems.contains(problem), problems.toString());
    }

    @Test
    void another_service_of_this_computer_is_no_way_back() {
        assertEquals(
                List.of(),
                Given.problems(
                        "{'backends':[{'id':'a','preset':'ollama','baseUrl':'http://localhost:11434/v1'}]}"));
    }

    @Test
    void a_wrong_value_outside_every_entry_falls_back_to_its_default() {
        assertEquals(5225, Given.settings("{'server':{'port':-1}}").server().port());
    }

    @Test
    void a_text_of_settings_is_parsed_only_if_all_of_it_can_be_used() throws Exception {
        assertEquals(7, Settings.parse("{\"server\":{\"port\":7}}").server().port());
        assertThrows(SettingsRefused.class, () -> Settings.parse("{\"backends\":[7]}"));
        assertThrows(SettingsRefused.class, () -> Settings.parse("{"));
    }

    @Test
    void of_two_backends_with_one_id_the_first_is_used() {
        Reading reading =
                Given.reading(
                        "{'backends':[{'id':'a','kind':'demo','name':'first'},{'id':'a','kind':'demo'}]}");

        assertEquals("first", reading.settings().backends().getFirst().name());
        assertEquals(
                "backends[1].id: 'a' is already the id of backends[0]; give one of them another.",
                reading.problems().getFirst().toString());
    }

    @Test
    void a_target_of_an_unknown_backend_is_named_with_the_backends_there_are() {
        String problem =
                Given.problems(
                                "{"
                                        + DEMO
                                        + ",'aliases':[7,{'name':'x','targets':[{'backend':'no','model':'m'}]}]}")
                        .getLast();

        assertTrue(problem.startsWith("aliases[1].targets: "), problem);
        assertTrue(problem.contains("'no'") && problem.endsWith("Usable are: demo."), problem);
    }

    @Test
    void a_tier_that_leads_nowhere_is_said() {
        String problem = Given.problems("{" + DEMO + ",'tiers':{'opus':'gone/x'}}").getFirst();

        assertTrue(problem.startsWith("tiers.opus: 'gone/x' is neither an alias nor"), problem);
    }

    @Test
    void a_default_may_name_an_alias_through_its_stars() {
        assertEquals(
                List.of(),
                Given.problems(
                        "{"
                                + DEMO
                                + ",'aliases':[{'name':'x-*','targets':[{'backend':'demo','model':'*'}]}],"
                                + "'defaultAlias':'x-1'}"));
    }

    @ParameterizedTest
    @CsvSource({
        "plain, m-*, false",
        "a-*, m-*, true",
        "*b*, m-*, false",
        "*b*, m, true",
        "a-*, *-*, false"
    })
    void a_star_in_a_model_needs_the_one_star_of_its_alias(
            String name, String model, boolean usable) {
        Settings settings =
                Given.settings(
                        "{%s,'aliases':[{'name':'%s','targets':[{'backend':'demo','model':'%s'}]}]}"
                                .formatted(DEMO, name, model));

        assertEquals(usable, settings.alias(name).isPresent());
    }

    @Test
    void a_door_that_others_can_reach_keeps_requiring_a_token() {
        Reading reading = Given.reading("{'server':{'host':'0.0.0.0','requireToken':false}}");

        assertTrue(reading.settings().server().requireToken());
        assertEquals("server.requireToken", reading.problems().getFirst().path());
    }

    @Test
    void on_loopback_no_token_need_be_required() {
        assertFalse(
                Given.settings("{'server':{'host':'::1','requireToken':false}}")
                        .server()
                        .requireToken());
    }

    @Test
    void a_key_in_the_clear_is_accepted_with_a_word_of_warning_that_does_not_show_it() {
        Reading reading =
                Given.reading(
                        "{'backends':[{'id':'a','preset':'groq','auth':{'keys':['gsk_hush']}}]}");
        Problem problem = reading.problems().getFirst();

        assertEquals(1, reading.settings().backends().size());
        assertEquals("backends[0].auth.keys", problem.path());
        assertEquals(Problem.Reach.NOTE, problem.reach());
        assertFalse(problem.message().contains("hush"), problem.message());
    }

    @Test
    void a_long_text_in_the_wrong_place_is_not_repeated_since_it_may_be_a_key() {
        List<String> problems =
                Given.problems(
                        "{'backends':[{'id':'a','kind':'demo','auth':{'style':'sk-or-v1-0123456789abcdef'}}]}");

        assertTrue(problems.getFirst().contains("a text of 25 letters"), problems.toString());
        assertFalse(problems.toString().contains("0123"), problems.toString());
    }

    @Test
    void a_password_in_an_address_is_refused_and_not_repeated() {
        List<String> problems =
                Given.problems("{'backends':[{'id':'a','baseUrl':'https://me:hush@x/v1'}]}");

        assertTrue(problems.getFirst().contains("auth.keys"), problems.toString());
        assertFalse(problems.toString().contains("hush"), problems.toString());
    }

    @Test
    void an_unknown_quirk_is_said_and_leaves_its_backend_usable() {
        Reading reading =
                Given.reading(
                        "{'backends':[{'id':'a','kind':'demo','quirks':{'think_tags':true}}]}");

        assertEquals(1, reading.settings().backends().size());
        assertTrue(
                reading.problems().getFirst().message().endsWith("Did you mean thinkTags?"),
                reading.problems().toString());
    }

    @Test
    void a_key_that_stands_twice_is_said() {
        String problem = Given.problems("{'server':{'port':1},\n'server':{'port':2}}").getFirst();

        assertTrue(problem.startsWith("A key stands twice in one object (line 2"), problem);
    }

    @Test
    void a_header_that_would_split_a_request_makes_its_backend_unusable() {
        assertEquals(
                List.of(),
                Given.settings(
                                "{'backends':[{'id':'a','kind':'demo','headers':{'X':'a\\r"
                                        + "\\n"
                                        + "B: c'}}]}")
                        .backends());
    }
}
