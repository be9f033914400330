package dev.patchbay.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OAuthSettingsTest {
    private static List<String> problems(String oauth) {
        return Given.problems(
                "{'version':1,'backends':[{'id':'a','preset':'ob1','oauth':" + oauth + "}]}");
    }

    @Test
    void what_the_user_says_lies_over_the_preset() {
        OAuthSettings oauth =
                Given.backend(
                                "{'id':'a','preset':'ob1','oauth':{'clientId':'us','deviceUrl':'http://localhost:1/d'}}")
                        .oauth();

        assertEquals(Optional.of("us"), oauth.clientId());
        assertEquals(Optional.of(URI.create("http://localhost:1/d")), oauth.deviceUrl());
        assertEquals(
                Optional.of(URI.create("https://api.workos.com/user_management/authenticate")),
                oauth.tokenUrl());
        assertEquals("{access_token}:{organization_id}", oauth.bearer());
        assertEquals(Set.of("organization_id"), oauth.fields());
    }

    @Test
    void the_plain_token_is_shown_where_no_form_is_said() {
        OAuthSettings oauth =
                Given.backend("{'id':'a','baseUrl':'https://a.b','auth':{'style':'oauth'}}")
                        .oauth();

        assertEquals("{access_token}", oauth.bearer());
        assertEquals(Set.of(), oauth.fields());
    }

    @Test
    void what_keeps_people_from_signing_in_is_told() {
        String backend =
                "{'version':1,'backends':[{'id':'a','baseUrl':'https://a.b','auth':{'style':'oauth'},"
                    + "'oauth':{'tokenUrl':'https://a.b/t','deviceUrl':'https://a.b/d'%s}}]}";
        List<String> told = Given.problems(backend.formatted(""));

        assertEquals(List.of(), Given.problems(backend.formatted(",'clientId':'us'")));
        assertTrue(told.getFirst().contains("oauth.clientId"), told.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://sign.in/t", "ftp://a.b", "sign.in/token", "https://", "a b"})
    void tokens_go_nowhere_unencrypted(String url) {
        List<String> told = problems("{'clientId':'us','tokenUrl':'" + url + "'}");

        assertTrue(told.getFirst().contains("oauth.tokenUrl"), told.toString());
        assertTrue(told.getFirst().contains("https://"), told.toString());
    }

    @Test
    void keys_take_turns_as_the_settings_say() {
        assertEquals(
                Rotation.ROUND_ROBIN,
                Given.backend("{'id':'g','preset':'groq','auth':{'rotation':'Round-Robin'}}")
                        .auth()
                        .rotation());
        assertEquals(
                Rotation.STICKY, Given.backend("{'id':'g','preset':'groq'}").auth().rotation());
        assertTrue(
                Given.problems(
                                "{'version':1,'backends':[{'id':'g','preset':'groq','auth':{'rotation':'dice'}}]}")
                        .toString()
                        .contains("must be sticky or round-robin"));
    }

    @Test
    void another_rotation_is_written_and_the_usual_one_is_not() {
        BackendSettings backend = Given.backend("{'id':'g','preset':'groq'}");

        assertEquals(Given.tree("{'id':'g','preset':'groq'}"), backend.json());
        assertEquals(
                Given.tree("{'id':'g','preset':'groq','auth':{'rotation':'round-robin'}}"),
                backend.withAuth(backend.auth().withRotation(Rotation.ROUND_ROBIN)).json());
    }
}
