package dev.patchbay.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.patchbay.connect.ClaudeCode.Scope;
import dev.patchbay.connect.ClaudeCode.SignIn;
import dev.patchbay.settings.Secret;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ClaudeCodeTest {
    private static final Access ACCESS =
            Access.of("127.0.0.1", 5225, Secret.of("pb-made-up-for-tests"));

    @TempDir Path folder;

    private ClaudeCode claude(Map<String, String> environment) {
        return new ClaudeCode(
                folder.resolve("home"),
                folder.resolve("project"),
                folder.resolve("managed.json"),
                environment);
    }

    private Path write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text.replace('\'', '"'));
    }

    private List<String> remarks(Map<String, String> environment) {
        return claude(environment).remarks(Scope.USER, ACCESS, SignIn.REPLACED);
    }

    @Test
    void each_scope_has_its_file() {
        var claude = claude(Map.of());

        assertEquals(folder.resolve("home/.claude/settings.json"), claude.place(Scope.USER).file());
        assertEquals(
                folder.resolve("project/.claude/settings.json"),
                claude.place(Scope.PROJECT).file());
        assertEquals(
                folder.resolve("project/.claude/settings.local.json"),
                claude.place(Scope.LOCAL).file());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "nobody writes ~ there")
    void a_file_at_home_is_written_short() {
        var claude = claude(Map.of());

        assertEquals("~/.claude/settings.json", claude.shown(claude.place(Scope.USER).file()));
        assertEquals(
                folder.resolve("project/.claude/settings.json").toString(),
                claude.shown(claude.place(Scope.PROJECT).file()));
    }

    @Test
    void the_users_file_moves_with_its_folder() {
        var claude = claude(Map.of("CLAUDE_CONFIG_DIR", folder.resolve("moved").toString()));

        assertEquals(folder.resolve("moved/settings.json"), claude.place(Scope.USER).file());
    }

    @Test
    void our_token_takes_the_place_of_a_sign_in_or_comes_beside_it() {
        assertEquals(
                Map.of(
                        "ANTHROPIC_BASE_URL", "http://127.0.0.1:5225",
                        "ANTHROPIC_AUTH_TOKEN", "pb-made-up-for-tests",
                        "CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY", "1"),
                claude(Map.of()).variables(ACCESS, SignIn.REPLACED));
        assertEquals(
                Map.of(
                        "ANTHROPIC_BASE_URL", "http://127.0.0.1:5225",
                        "ANTHROPIC_CUSTOM_HEADERS",
                                "x-team: blue\nx-patchbay-token: pb-made-up-for-tests",
                        "CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY", "1"),
                claude(Map.of("ANTHROPIC_CUSTOM_HEADERS", "x-team: blue"))
                        .variables(ACCESS, SignIn.KEPT));
    }

    @Test
    void where_nothing_is_in_the_way_nothing_is_said() throws Exception {
        write("home/.claude/settings.json", "{'env':{'ANTHROPIC_BASE_URL':'x'}}");
        write("project/.claude/settings.json", "{'model':'x'}");

        assertEquals(List.of(), remarks(Map.of("PATH", "/bin")));
    }

    @Test
    void files_that_count_more_are_named_and_their_values_are_not() throws Exception {
        Path project =
                write("project/.claude/settings.json", "{'env':{'ANTHROPIC_BASE_URL':'secret'}}");
        Path local =
                write(
                        "project/.claude/settings.local.json",
                        "{'env':{'CLAUDE_CODE_USE_BEDROCK':'1','ANTHROPIC_API_KEY':'secret'}}");
        Path managed = write("managed.json", "{'env':{'ANTHROPIC_AUTH_TOKEN':'secret'}}");

        assertEquals(
                List.of(
                        project + " sets ANTHROPIC_BASE_URL as well, and counts more.",
                        "CLAUDE_CODE_USE_BEDROCK in %s makes Claude Code ask another service, and never Patchbay."
                                .formatted(local),
                        "ANTHROPIC_API_KEY in %s is sent to Patchbay as well; only backends that are asked with the client's own credential see it."
                                .formatted(local),
                        managed + " sets ANTHROPIC_AUTH_TOKEN as well, and counts more."),
                remarks(Map.of()));
    }

    @Test
    void a_file_that_counts_less_is_not_named() throws Exception {
        write("home/.claude/settings.json", "{'env':{'ANTHROPIC_BASE_URL':'x'}}");
        write("project/.claude/settings.json", "{'env':{'ANTHROPIC_BASE_URL':'x'}}");

        assertEquals(List.of(), claude(Map.of()).remarks(Scope.LOCAL, ACCESS, SignIn.REPLACED));
    }

    @Test
    void variables_of_this_process_are_named_and_their_values_are_not() {
        List<String> remarks =
                remarks(
                        Map.of(
                                "ANTHROPIC_BASE_URL", "secret",
                                "ANTHROPIC_API_KEY", "secret",
                                "CLAUDE_CODE_USE_VERTEX", "",
                                "https_proxy", "http://secret"));

        assertEquals(
                "ANTHROPIC_BASE_URL ANTHROPIC_API_KEY https_proxy",
                remarks.stream().map(it -> it.split(" ")[0]).collect(Collectors.joining(" ")));
        assertFalse(remarks.toString().contains("secret"), remarks.toString());
    }

    @Test
    void a_proxy_that_leaves_us_out_is_no_obstacle() {
        assertEquals(
                List.of(),
                remarks(Map.of("HTTP_PROXY", "http://p", "NO_PROXY", "localhost, 127.0.0.1")));
    }

    @Test
    void a_file_that_claude_code_cannot_read_is_told() throws Exception {
        Path file = write("home/.claude/settings.json", "{} // mine");

        assertEquals(
                List.of(
                        file
                                + " holds comments or commas too many. Patchbay keeps them, but"
                                + " Claude Code does not read such a file."),
                remarks(Map.of()));
    }

    @Test
    void a_token_in_a_repository_is_told() throws Exception {
        Files.createDirectories(folder.resolve(".git"));

        assertEquals(
                List.of(
                        "%s now holds a local token and lies in a git repository; keep it out of commits, or connect with --scope local."
                                .formatted(claude(Map.of()).place(Scope.PROJECT).file())),
                claude(Map.of()).remarks(Scope.PROJECT, ACCESS, SignIn.REPLACED));
    }

    @Test
    void any_other_client_gets_lines_to_copy() {
        assertEquals(
                List.of(
                        "export ANTHROPIC_BASE_URL='http://127.0.0.1:5225'",
                        "export ANTHROPIC_API_KEY='pb-made-up-for-tests'"),
                AnyClient.ANTHROPIC.lines(ACCESS, AnyClient.Shell.POSIX));
        assertEquals(
                List.of(
                        "$env:OPENAI_BASE_URL = 'http://127.0.0.1:5225/v1'",
                        "$env:OPENAI_API_KEY = 'it''s'"),
                AnyClient.OPENAI.lines(
                        new Access(ACCESS.address(), Secret.of("it's")),
                        AnyClient.Shell.POWERSHELL));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:5225",
        "0.0.0.0, http://127.0.0.1:5225",
        "'::', http://[::1]:5225",
        "::1, http://[::1]:5225",
        "box.example, http://box.example:5225"
    })
    void our_address_is_one_that_a_client_can_reach(String host, String address) {
        assertEquals(address, Access.of(host, 5225, ACCESS.token()).address());
    }
}
