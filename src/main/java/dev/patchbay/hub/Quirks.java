package dev.patchbay.hub;

/// A vendor's oddities, as data. Everything absent means the common behaviour, so an empty quirk
/// list is a well-behaved
/// OpenAI-compatible server.
///
/// @param topK takes `top_k`
/// @param cacheControl takes `cache_control` marks
/// @param thinkTags writes its thinking as tags at the head of its text
/// @param implicitOpen closes a thinking tag it never opened
/// @param reasoningHistory where it wants its earlier thinking back
/// @param reasoningForm how it is told how hard to think
/// @param developerRole calls the system role `developer`
/// @param noSystemRole has no system role at all
/// @param systemInPlace takes system messages in the middle of a conversation
/// @param alternation refuses two messages of one role in a row
/// @param noUserAfterTool refuses a user message directly after a tool message
/// @param emptyNotNull refuses `null` as content of a message with tool calls
/// @param noEmptyToolText refuses a tool message without text
/// @param fileInput takes PDF files
/// @param noImageLinks cannot fetch an image by URL
/// @param maxImages most images in one request, 0 for no limit
/// @param prefill what it does with a last assistant message
/// @param noStreamOptions refuses `stream_options`
/// @param noParallelSwitch refuses `parallel_tool_calls`
/// @param maxTools most tools in one request, 0 for no limit
/// @param descriptionLimit longest tool description, 0 for no limit
/// @param callIdLimit longest tool-call id, 0 for no limit
/// @param mistralIds wants tool-call ids of exactly nine letters and digits
/// @param inlineRefs cannot follow `$ref` in a schema
/// @param noFormats refuses `format` words outside the common ones in a schema
/// @param singleTypes refuses a list of types in a schema
/// @param constAsEnum refuses `const` in a schema
/// @param plainSchemas refuses the rarer schema keywords and a choice at the root
/// @param noChoices refuses `anyOf`, `oneOf` and `allOf` anywhere in a schema
/// @param strictTools honours `strict` on tools
/// @param jsonOutput how far it can be held to JSON
/// @param maxTokensKey the name of its output limit, empty to go by the model
/// @param userId the field, if any, that may carry a hash of the client's user id
/// @param webSearch what to do with a search tool that only another vendor can run
/// @param textToolCalls the form in which it writes tool calls into its text, empty for none
/// @param nativeTools takes tools, calls and results as usual, although its answers hold calls as
/// text
/// @param thinkingBesideOutput counts thinking tokens beside the output instead of inside it
public record Quirks(
        boolean topK,
        boolean cacheControl,
        boolean thinkTags,
        boolean implicitOpen,
        ReasoningHistory reasoningHistory,
        ReasoningForm reasoningForm,
        boolean developerRole,
        boolean noSystemRole,
        boolean systemInPlace,
        boolean alternation,
        boolean noUserAfterTool,
        boolean emptyNotNull,
        boolean noEmptyToolText,
        boolean fileInput,
        boolean noImageLinks,
        int maxImages,
        Prefill prefill,
        boolean noStreamOptions,
        boolean noParallelSwitch,
        int maxTools,
        int descriptionLimit,
        int callIdLimit,
        boolean mistralIds,
        boolean inlineRefs,
        boolean noFormats,
        boolean singleTypes,
        boolean constAsEnum,
        boolean plainSchemas,
        boolean noChoices,
        boolean strictTools,
        JsonOutput jsonOutput,
        String maxTokensKey,
        UserId userId,
        WebSearch webSearch,
        String textToolCalls,
        boolean nativeTools,
        boolean thinkingBesideOutput) {

    /// Whether what it answers can go to a client of its own dialect as it is.
    public boolean leavesAnswersAlone() {
        return !thinkTags && !implicitOpen && textToolCalls.isBlank();
    }

    /// Whether tools, calls and results go there as text.
    public boolean toolsAsText() {
        return !textToolCalls.isBlank() && !nativeTools;
    }

    public enum ReasoningHistory {
        NONE,
        REASONING_CONTENT,
        REASONING,
        REASONING_DETAILS,
        THOUGHT_SIGNATURE
    }

    public enum ReasoningForm {
        /// `reasoning_effort`
        EFFORT,
        /// `reasoning: {effort | max_tokens}`
        OBJECT,
        /// `chat_template_kwargs: {enable_thinking}`
        TEMPLATE,
        NONE
    }

    public enum Prefill {
        FORWARD,
        CONTINUE_FINAL,
        REFUSED
    }

    public enum JsonOutput {
        SCHEMA,
        OBJECT,
        NONE
    }

    public enum UserId {
        DROP,
        USER,
        SAFETY_IDENTIFIER,
        PROMPT_CACHE_KEY
    }

    public enum WebSearch {
        DROP,
        NATIVE,
        REFUSE
    }
}
