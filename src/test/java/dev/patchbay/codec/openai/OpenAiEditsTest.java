package dev.patchbay.codec.openai;

import dev.patchbay.codec.EditCheck;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OpenAiEditsTest {
    private final EditCheck edits = new EditCheck(new OpenAiEdits());

    @Test
    void text_goes_into_the_last_user_message_that_is_a_string() {
        edits.assertAppended(
                "{'messages':[{'role':'user','content':'a'},{'role':'tool','content':'x'}]}",
                "{'messages':[{'role':'user','content':'a moo'},{'role':'tool','content':'x'}]}");
    }

    @Test
    void text_becomes_the_last_part_of_a_message_that_has_parts() {
        edits.assertAppended(
                "{'messages':[{'role':'user','content':[{'type':'image_url'}]}]}",
                "{'messages':[{'role':'user','content':[{'type':'image_url'},{'type':'text','text':'"
                    + " moo'}]}]}");
    }

    @Test
    void a_request_without_system_message_gets_one_in_front() {
        edits.assertSystem(
                "{'messages':[ {'role':'user','content':'a'}]}",
                "{'messages':[ {'role':'system','content':'Moo.'},{'role':'user','content':'a'}]}",
                "{'messages':[ {'role':'system','content':'Moo.'},{'role':'user','content':'a'}]}");
        edits.assertSystem(
                "{'messages':[]}",
                "{'messages':[{'role':'system','content':'Moo.'}]}",
                "{'messages':[{'role':'system','content':'Moo.'}]}");
    }

    @Test
    void a_request_without_messages_stays_as_it_is() {
        edits.assertSystem("{'model':'m'}", "{'model':'m'}", "{'model':'m'}");
    }

    @Test
    void the_first_leading_message_grows_in_front_and_the_last_one_behind() {
        String rest = ",{'role':'user','content':'c'},{'role':'system','content':'d'}]}";
        edits.assertSystem(
                "{'messages':[{'role':'system','content':'a'},{'role':'developer','content':'b'}"
                        + rest,
                "{'messages':[{'role':'system','content':'Moo.\\n"
                        + "\\n"
                        + "a'},{'role':'developer','content':'b'}"
                        + rest,
                "{'messages':[{'role':'system','content':'a'},{'role':'developer','content':'b\\n"
                        + "\\n"
                        + "Moo.'}"
                        + rest);
    }

    @Test
    void a_system_message_of_parts_grows_by_one() {
        String part = "{'type':'text','text':'a'}";
        String moo = "{'type':'text','text':'Moo.'}";
        edits.assertSystem(
                "{'messages':[{'role':'system','content':[" + part + "]}]}",
                "{'messages':[{'role':'system','content':[" + moo + "," + part + "]}]}",
                "{'messages':[{'role':'system','content':[" + part + "," + moo + "]}]}");
    }

    @Test
    void the_names_of_tools_are_found_wherever_they_are_said() {
        edits.assertNames(
                List.of("a", "b", "c", "d", "e", "f", "g", "h"),
                """
                {'tools':[{'type':'function','function':{'name':'a'}},{'type':'custom','custom':{'name':'b'}}],
                 'functions':[{'name':'c'}],'function_call':{'name':'d'},
                 'tool_choice':{'type':'function','function':{'name':'e'}},
                 'messages':[{'role':'user','name':'ann','content':'x'},
                  {'role':'assistant','tool_calls':[{'id':'1','function':{'name':'f','arguments':'{}'}}],
                   'function_call':{'name':'g'}},
                  {'role':'tool','name':'h','content':'x'}]}
                """);
    }

    @Test
    void a_choice_among_tools_names_each() {
        edits.assertNames(
                List.of("a", "b"),
                """
                {'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'auto','tools':[
                  {'type':'function','function':{'name':'a'}},{'type':'function','function':{'name':'b'}}]}}}
                """);
        edits.assertNames(List.of(), "{'tool_choice':'auto','function_call':'none'}");
    }
}
