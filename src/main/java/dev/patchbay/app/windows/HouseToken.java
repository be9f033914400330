package dev.patchbay.app.windows;

import dev.patchbay.app.house.Wiring;
import dev.patchbay.gui.settings.general.OwnDoor;
import dev.patchbay.keys.TokenBook;

/// The default local token, from the house.
record HouseToken(Wiring house) implements OwnDoor {
    @Override
    public String token() {
        return house.door().token();
    }

    @Override
    public void renewToken() throws Exception {
        new TokenBook(house.settings(), house.secrets(), house.settingsFolder()).rotate("default");
        house.reload();
    }
}
