package dev.patchbay.settings.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Login;
import dev.patchbay.settings.OAuthSettings;
import dev.patchbay.settings.Secret;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@DisplayNameGeneration(ReplaceUnderscores.class)
class Ob1ImportTest {
    @TempDir private Path folder;
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @Test
    void the_sign_in_is_one_that_the_backend_of_the_preset_takes() throws Exception {
        BackendSettings backend = desk.take(Desk.sample("ob1.json")).backend("ob1").orElseThrow();
        OAuthSettings oauth = backend.oauth();
        Login login = desk.logins.get("ob1");

        assertEquals(oauth.tokenUrl().map(URI::toString), Optional.of(login.tokenUrl()));
        assertEquals(oauth.clientId(), Optional.of(login.clientId()));
        assertEquals(oauth.fields(), login.fields().keySet());
        assertEquals(Secret.of("hush access"), login.accessToken());
        assertEquals(Optional.of(Secret.of("hush refresh")), login.refreshToken());
        assertEquals(Map.of("organization_id", Secret.of("org_7")), login.fields());
    }

    @Test
    void its_end_is_read_in_milliseconds() throws Exception {
        desk.take(Desk.sample("ob1.json"));
        Login login = desk.logins.get("ob1");

        assertEquals(Optional.of(Desk.NOW), login.expires());
        assertTrue(login.isOver(Desk.NOW));
        assertFalse(login.isOver(Desk.NOW.minus(Duration.ofHours(1))));
    }

    @Test
    void somebody_of_no_organization_shows_the_token_alone() throws Exception {
        BackendSettings backend =
                desk.take("{'oauth':{'access_token':'hush','expires_at':1}}")
                        .backend("ob1")
                        .orElseThrow();

        assertEquals("{access_token}", backend.oauth().bearer());
        assertEquals(Map.of(), desk.logins.get("ob1").fields());
    }

    @Test
    void the_settings_hold_nothing_of_it() throws Exception {
        desk.take(Desk.sample("ob1.json"));

        assertFalse(Files.readString(desk.file).contains("hush"));
    }

    @Test
    void a_sign_in_that_works_stays_unless_it_is_to_be_replaced() throws Exception {
        desk.take(Desk.sample("ob1.json"));
        String other = Desk.sample("ob1.json").replace("hush access", "other access");

        assertEquals(List.of("sign-in of ob1"), desk.changes(other, Change.What.STAYS, Rule.KEEP));
        desk.take(other);
        assertEquals(Secret.of("hush access"), desk.logins.get("ob1").accessToken());

        desk.take(other, Rule.REPLACE);
        assertEquals(Secret.of("other access"), desk.logins.get("ob1").accessToken());
    }

    @Test
    void a_sign_in_that_has_ended_gives_way() throws Exception {
        desk.take(Desk.sample("ob1.json"));
        desk.logins.computeIfPresent("ob1", (_, login) -> login.asEnded());

        assertEquals(
                List.of("sign-in of ob1"),
                desk.changes(Desk.sample("ob1.json"), Change.What.COMES, Rule.KEEP));
    }
}
