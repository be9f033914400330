package dev.patchbay.proxy;

import dev.patchbay.hub.Dialect;
import dev.patchbay.settings.BackendKind;

import java.util.List;

/// What a backend of each dialect says, well or badly, on a stream of its own.
enum BackendSpeech {
    OPENAI(
            BackendKind.OPENAI,
            List.of("{'choices':[{'index':0,'delta':{'role':'assistant'}}]}"),
            List.of("{'choices':[{'index':0,'delta':{'content':'%s'}}]}"),
            List.of(
                    "{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}",
                    "{'choices':[],'usage':{'prompt_tokens':7,'completion_tokens':2}}",
                    "[DONE]"),
            "{'error':{'message':'%s','type':'%s'}}"),
    ANTHROPIC(
            BackendKind.ANTHROPIC,
            List.of(
                    "{'type':'message_start','message':{'id':'msg_1','type':'message','role':'assistant',"
                        + "'model':'m','content':[],'stop_reason':null,'stop_sequence':null,'stop_details':null,"
                        + "'container':null,'diagnostics':null,'usage':{'input_tokens':7,'output_tokens':1,"
                        + "'cache_creation_input_tokens':0,'cache_read_input_tokens':0,'server_tool_use':null,"
                        + "'output_tokens_details':null,'cache_creation':null,'service_tier':null,"
                        + "'speed':null,'inference_geo':null}}}",
                    "{'type':'ping'}"),
            List.of(
                    "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':'','citations':null}}",
                    "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'%s'}}"),
            List.of(
                    "{'type':'content_block_stop','index':0}",
                    "{'type':'message_delta','delta':{'stop_reason':'end_turn','stop_sequence':null,"
                        + "'stop_details':null,'container':null},'usage':{'input_tokens':7,"
                        + "'output_tokens':2,'cache_creation_input_tokens':0,'cache_read_input_tokens':0,"
                        + "'server_tool_use':null,'output_tokens_details':null}}",
                    "{'type':'message_stop'}"),
            "{'type':'error','error':{'type':'%2$s','message':'%1$s'}}"),
    OCI(
            BackendKind.OCI,
            List.of("{'index':0,'message':{'role':'ASSISTANT'},'pad':'aa'}"),
            List.of(
                    "{'index':0,'message':{'role':'ASSISTANT','content':[{'type':'TEXT','text':'%s'}]}}"),
            List.of(
                    "{'message':{'role':'ASSISTANT'},'finishReason':'stop'}",
                    "{'usage':{'promptTokens':7,'completionTokens':2}}"),
            "{'code':'%2$s','message':'%1$s'}");

    private final BackendKind kind;
    private final List<String> greeting;
    private final List<String> content;
    private final List<String> farewell;
    private final String error;

    BackendSpeech(
            BackendKind kind,
            List<String> greeting,
            List<String> content,
            List<String> farewell,
            String error) {
        this.kind = kind;
        this.greeting = greeting;
        this.content = content;
        this.farewell = farewell;
        this.error = error;
    }

    BackendKind kind() {
        return kind;
    }

    /// Behind the port.
    String path() {
        return this == OPENAI ? "/v1" : "";
    }

    /// What binds nobody: who speaks, and nothing of what is said.
    String greeting() {
        return frames(greeting);
    }

    /// The first words.
    String content(String text) {
        return frames(content).formatted(text);
    }

    String farewell() {
        return frames(farewell);
    }

    /// A whole stream that says this.
    String saying(String text) {
        return greeting() + content(text) + farewell();
    }

    String error(String message, String word) {
        return json(error).formatted(message, word);
    }

    private String frames(List<String> data) {
        var text = new StringBuilder();
        for (String each : data) {
            if (kind.dialect() == Dialect.ANTHROPIC) {
                String type = each.substring("{'type':'".length());
                text.append("event: ").append(type, 0, type.indexOf('\'')).append('\n');
            }
            text.append("data: ").append(json(each)).append("\n\n");
        }
        return text.toString();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
