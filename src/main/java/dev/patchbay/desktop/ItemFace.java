package dev.patchbay.desktop;

import dev.patchbay.desktop.TrayImages.Image;
import dev.patchbay.desktop.TrayImages.Look;

import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The icon as panels ask for it.
final class ItemFace implements StatusNotifierItem, Properties {
    private static final String PIXMAPS = "a(iiay)";

    private final Supplier<TrayModel> model;
    private final Supplier<Look> look;
    private final TrayImages images = new TrayImages();
    private final Runnable activated;

    ItemFace(Supplier<TrayModel> model, Supplier<Look> look, Runnable activated) {
        this.model = model;
        this.look = look;
        this.activated = activated;
    }

    static String status(TrayModel model) {
        return model.icon() == TrayModel.Icon.ATTENTION ? "NeedsAttention" : "Active";
    }

    private Map<String, Variant<?>> properties() {
        TrayModel now = model.get();
        List<Object[]> pixmaps = pixmaps(images.of(now.icon(), look.get()));
        Map<String, Variant<?>> all = new LinkedHashMap<>();
        all.put("Category", new Variant<>("ApplicationStatus"));
        all.put("Id", new Variant<>("patchbay"));
        all.put("Title", new Variant<>("Patchbay"));
        all.put("Status", new Variant<>(status(now)));
        all.put("WindowId", new Variant<>(0));
        all.put("IconName", new Variant<>(""));
        all.put("IconPixmap", new Variant<>(pixmaps, PIXMAPS));
        all.put("IconAccessibleDesc", new Variant<>(now.tooltip()));
        all.put("AttentionIconName", new Variant<>(""));
        all.put("AttentionIconPixmap", new Variant<>(pixmaps, PIXMAPS));
        all.put("AttentionAccessibleDesc", new Variant<>(now.tooltip()));
        Object[] tip = {"", List.of(), "Patchbay", now.tooltip()};
        all.put("ToolTip", new Variant<>(tip, "(s" + PIXMAPS + "ss)"));
        all.put("ItemIsMenu", new Variant<>(false));
        all.put("Menu", new Variant<>(new DBusPath(DBusMenu.PATH)));
        return all;
    }

    private static List<Object[]> pixmaps(List<Image> images) {
        return images.stream().map(it -> new Object[] {it.size(), it.size(), bytes(it)}).toList();
    }

    /// In the order of networks, whatever this computer's is.
    private static byte[] bytes(Image image) {
        var bytes = ByteBuffer.allocate(image.argb().length * Integer.BYTES);
        bytes.asIntBuffer().put(image.argb());
        return bytes.array();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the library's own shape
    public <A> @Nullable A Get(String of, String name) {
        return (A) properties().get(name);
    }

    @Override
    public <A> void Set(String of, String name, A value) {
        // None of them is anybody else's to set.
    }

    @Override
    public Map<String, Variant<?>> GetAll(String of) {
        return properties();
    }

    @Override
    public void Activate(int x, int y) {
        activated.run();
    }

    @Override
    public void SecondaryActivate(int x, int y) {
        activated.run();
    }

    @Override
    public void ContextMenu(int x, int y) {
        // The panel draws the menu; it asks where it is by the property.
    }

    @Override
    public void Scroll(int delta, String orientation) {
        // Means nothing here.
    }

    @Override
    public void ProvideXdgActivationToken(String token) {
        // No window of ours can use one.
    }

    @Override
    public String getObjectPath() {
        return PATH;
    }
}
