package dev.patchbay.codec.anthropic;

import dev.patchbay.codec.EditCheck;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AnthropicEditsTest {
    private static final String MARK = "'cache_control':{'type':'ephemeral'}";
    private static final String MOO = "{'type':'text','text':' moo'}";

    private final EditCheck edits = new EditCheck(new AnthropicEdits());

    @Test
    void text_goes_into_the_last_user_message_that_is_a_string() {
        edits.assertAppended(
                "{'messages':[{'role':'user','content':'a'}, {'role':'user' ,'content' : 'b\\n'}]}",
                "{'messages':[{'role':'user','content':'a'}, {'role':'user' ,'content' : 'b\\n"
                        + " moo'}]}");
    }

    @Test
    void text_becomes_a_block_behind_every_cache_mark() {
        edits.assertAppended(
                "{'messages':[{'role':'user','content':[ {'type':'text','text':'a',"
                        + MARK
                        + "} ]}]}",
                "{'messages':[{'role':'user','content':[ {'type':'text','text':'a',"
                        + MARK
                        + "},"
                        + MOO
                        + " ]}]}");
    }

    @Test
    void the_last_user_message_need_not_be_the_last_one() {
        edits.assertAppended(
                "{'messages':[{'role':'user','content':'a'},{'role':'assistant','content':'Sure'}]}",
                "{'messages':[{'role':'user','content':'a"
                        + " moo'},{'role':'assistant','content':'Sure'}]}");
    }

    @Test
    void a_message_of_tool_results_alone_gets_the_text_behind_them() {
        String results = "{'type':'tool_result','tool_use_id':'t'," + MARK + ",'content':'x'}";
        edits.assertAppended(
                "{'messages':[{'role':'user','content':[" + results + "]}]}",
                "{'messages':[{'role':'user','content':[" + results + "," + MOO + "]}]}");
    }

    @Test
    void without_a_user_message_nothing_is_appended() {
        edits.assertAppended("{'messages':[]}", "{'messages':[]}");
        edits.assertAppended("{'model':'m'}", "{'model':'m'}");
        edits.assertAppended(
                "{'messages':[{'role':'user','content':null}]}",
                "{'messages':[{'role':'user','content':null}]}");
    }

    @Test
    void a_request_without_system_text_gets_one() {
        edits.assertSystem(
                "{'model':'m'}", "{'model':'m','system':'Moo.'}", "{'model':'m','system':'Moo.'}");
        edits.assertSystem("{'system':null}", "{'system':'Moo.'}", "{'system':'Moo.'}");
        edits.assertSystem("{'system':''}", "{'system':'Moo.'}", "{'system':'Moo.'}");
    }

    @Test
    void a_system_string_grows_by_a_paragraph() {
        edits.assertSystem(
                "{ 'system' : 'Be\\u0020kind.' }",
                "{ 'system' : 'Moo.\\n\\nBe\\u0020kind.' }",
                "{ 'system' : 'Be\\u0020kind.\\n\\nMoo.' }");
    }

    @Test
    void a_system_list_grows_by_a_block() {
        String block = "{'type':'text','text':'Be kind.'," + MARK + "}";
        String moo = "{'type':'text','text':'Moo.'}";
        edits.assertSystem(
                "{'system':[ " + block + " ]}",
                "{'system':[ " + moo + "," + block + " ]}",
                "{'system':[ " + block + "," + moo + " ]}");
        edits.assertSystem("{'system':[]}", "{'system':[" + moo + "]}", "{'system':[" + moo + "]}");
    }

    @Test
    void the_attribution_of_claude_code_stays_first() {
        String billing = "{'type':'text','text':'x-anthropic-billing-header: cc_version=2;'}";
        String block = "{'type':'text','text':'Be kind.'}";
        String moo = "{'type':'text','text':'Moo.'}";
        edits.assertSystem(
                "{'system':[" + billing + ", " + block + "]}",
                "{'system':[" + billing + "," + moo + ", " + block + "]}",
                "{'system':[" + billing + ", " + block + "," + moo + "]}");
    }

    @Test
    void the_names_of_the_clients_own_tools_are_found_wherever_they_are_said() {
        edits.assertNames(
                List.of("a", "b", "c", "d", "e", "f", "g"),
                """
                {'tools':[{'name':'a'},{'type':'custom','name':'b'},
                          {'type':'bash_20250124','name':'bash'},{'type':'web_search_20250305','name':'web_search'}],
                 'tool_choice':{'type':'tool','name':'c'},
                 'messages':[
                  {'role':'assistant','content':[{'type':'text','text':'x','name':'no'},
                    {'type':'tool_use','id':'1','name':'d','input':{'name':'no'}},
                    {'type':'server_tool_use','name':'web_search'},
                    {'type':'tool_use','toolset_name':'browser','name':'navigate'}]},
                  {'role':'user','content':[{'type':'tool_result','content':[{'type':'tool_reference','tool_name':'e'}]}]},
                  {'role':'system','content':[
                    {'type':'tool_addition','tool':{'type':'tool_definition','definition':{'name':'f'}}},
                    {'type':'tool_removal','tool':{'name':'g'}}]}]}
                """);
    }

    @Test
    void a_choice_of_no_tool_in_particular_names_none() {
        edits.assertNames(
                List.of(),
                "{'tool_choice':{'type':'auto','name':'x'},'messages':'odd','tools':{}}");
    }
}
