import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.QuestionDef;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.data.AnswerDataFactory;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.MultipleItemsData;
import org.javarosa.core.model.data.SelectOneData;
import org.javarosa.core.model.data.StringData;
import org.javarosa.core.model.data.UncastData;
import org.javarosa.core.model.data.helper.Selection;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.services.PropertyManager;
import org.javarosa.core.services.transport.payload.ByteArrayPayload;
import org.javarosa.core.util.JavaRosaCoreModule;
import org.javarosa.form.api.FormEntryCaption;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.model.xform.XFormSerializingVisitor;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.parse.XFormParser;
import org.javarosa.xform.util.XFormUtils;
import org.json.JSONObject;

/**
 * A form being filled in JavaRosa. Each operation of a session does what a form entry built on JavaRosa does
 * for it; each that reads gives what is there or shown, and whoever calls compares.
 */
final class Session {
    /** Screens of one walk through a form; more is an endless one. */
    private static final int SCREENS = 20_000;
    private final byte[] xform;
    private FormDef form;
    private FormEntryController controller;

    Session(byte[] xform) throws Exception {
        this.xform = xform;
        parse();
        form.initialize(true, new InstanceInitializationFactory());
    }

    /** Once, before the first form. */
    static void prepare() {
        new JavaRosaCoreModule().registerModule();
        new XFormsModule().registerModule();
        PropertyManager.setPropertyManager(new NoProperties());
        Media.register();
    }

    private void parse() throws Exception {
        form = XFormUtils.getFormFromInputStream(new ByteArrayInputStream(xform));
        controller = new FormEntryController(new FormEntryModel(form));
    }

    /** What an operation that reads found: a text, a number, a truth or a list of values; null of the others. */
    Object perform(JSONObject op) throws Exception {
        String path = op.optString("ref");
        switch (op.getString("op")) {
            case "set":
                set(Places.node(path), op.get("value").toString());
                return null;
            case "add":
                // the name alone is the next one that is not there yet
                form.createNewRepeat(asked(path + "[" + (count(path) + 1) + "]"));
                return null;
            case "remove":
                form.deleteRepeat(asked(path));
                return null;
            case "lang":
                controller.setLanguage(op.getString("value"));
                return null;
            case "reload":
                reload();
                return null;
            case "get":
                return get(path);
            case "count":
                return count(path);
            case "is":
                return is(path, op.getString("what"));
            case "label":
                return text(new FormEntryCaption(form, asked(path)).getLongText());
            case "hint":
                return text(prompt(path).getHelpText());
            case "message":
                return message(path);
            case "choices":
                return choices(prompt(path));
            case "labels":
                return String.join(", ", labels(prompt(path)));
            case "xml":
                return new String(xml(), StandardCharsets.UTF_8).replace(" />", "/>").contains(op.getString("text"));
            case "finish":
                return finish();
            default:
                throw new IllegalArgumentException("no operation " + op.getString("op"));
        }
    }

    /**
     * Goes through all screens as a person does: JavaRosa makes counted rows and clears choices that are no
     * longer offered where it shows them, and not before.
     */
    void walk() {
        controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
        for (int screen = 0; screen < SCREENS; screen++) {
            int event = controller.stepToNextEvent();
            if (event == FormEntryController.EVENT_QUESTION) {
                choices(controller.getModel().getQuestionPrompt());
            }
            if (event == FormEntryController.EVENT_END_OF_FORM) {
                return;
            }
        }
        throw new IllegalStateException("more than " + SCREENS + " screens");
    }

    private FormIndex asked(String path) {
        FormIndex found = Places.asked(form, Places.node(path));
        if (found == null) {
            throw new IllegalStateException("nothing asks for " + path);
        }
        return found;
    }

    private FormEntryPrompt prompt(String path) {
        return new FormEntryPrompt(form, asked(path));
    }

    private TreeElement node(String path) {
        return form.getMainInstance().resolveReference(Places.node(path));
    }

    private static String text(String shown) {
        return shown == null ? "" : shown;
    }

    private String get(String path) {
        TreeElement node = node(path);
        boolean there = node != null && node.isRelevant() && node.getValue() != null;
        return there ? text(node.getValue().uncast().getString()) : "";
    }

    private int count(String path) {
        int slash = path.lastIndexOf('/');
        TreeElement parent = node(path.substring(0, slash));
        return parent == null ? 0 : parent.getChildMultiplicity(path.substring(slash + 1));
    }

    private boolean is(String path, String what) {
        TreeElement node = node(path);
        switch (what) {
            case "relevant":
                return node != null && node.isRelevant();
            case "required":
                return node != null && node.isRequired();
            case "readonly":
                return node != null && !node.isEnabled();
            case "valid":
                return node == null || !node.isRelevant() || !(lacks(node) || breaks(node));
            default:
                throw new IllegalArgumentException("no state " + what);
        }
    }

    private static boolean lacks(TreeElement node) {
        return node.isRequired() && node.getValue() == null;
    }

    private boolean breaks(TreeElement node) {
        return !form.evaluateConstraint(node.getRef(), node.getValue());
    }

    private String message(String path) {
        TreeElement node = node(path);
        if (node == null || !node.isRelevant()) {
            return "";
        }
        if (!lacks(node)) {
            return breaks(node) ? text(prompt(path).getConstraintText()) : "";
        }
        String message = text(node.getBindAttributeValue(XFormParser.NAMESPACE_JAVAROSA, "requiredMsg"));
        boolean itext = message.startsWith(XFormParser.ITEXT_OPEN) && message.endsWith(XFormParser.ITEXT_CLOSE);
        // "jr:itext('" and "')"
        String id = itext ? message.substring(10, message.length() - 2) : "";
        return itext ? form.fillTemplateString(form.getLocalizer().getText(id), node.getRef()) : message;
    }

    /** The values that are offered; their labels are read too, as a screen does. */
    private static List<String> choices(FormEntryPrompt prompt) {
        List<String> values = new ArrayList<>();
        labels(prompt);
        for (SelectChoice choice : offered(prompt)) {
            values.add(choice.getValue());
        }
        return values;
    }

    private static List<String> labels(FormEntryPrompt prompt) {
        List<String> labels = new ArrayList<>();
        for (SelectChoice choice : offered(prompt)) {
            labels.add(text(prompt.getSelectChoiceText(choice)));
        }
        return labels;
    }

    private static List<SelectChoice> offered(FormEntryPrompt prompt) {
        List<SelectChoice> offered = prompt.getSelectChoices();
        return offered == null ? List.of() : offered;
    }

    private void set(TreeReference reference, String value) {
        TreeElement node = form.getMainInstance().resolveReference(reference);
        QuestionDef question = FormDef.findQuestionByRef(reference.genericize(), form);
        int control = question == null ? Constants.CONTROL_UNTYPED : question.getControlType();
        form.setValue(value.isEmpty() ? null : data(control, node.getDataType(), value), reference, true);
    }

    private static IAnswerData data(int control, int type, String value) {
        switch (control) {
            case Constants.CONTROL_SELECT_ONE:
                return new SelectOneData(new Selection(value));
            case Constants.CONTROL_SELECT_MULTI:
            case Constants.CONTROL_RANK:
                List<Selection> chosen = new ArrayList<>();
                for (String one : value.split(" ")) {
                    chosen.add(new Selection(one));
                }
                return new MultipleItemsData(chosen);
            default:
                IAnswerData template = AnswerDataFactory.templateByDataType(type);
                return template == null ? new StringData(value) : template.cast(new UncastData(value));
        }
    }

    private boolean finish() {
        boolean complete = form.validate(true) == null;
        if (complete) {
            form.postProcessInstance();
        }
        return complete;
    }

    /** What is stored and sent. */
    private byte[] xml() throws Exception {
        XFormSerializingVisitor writer = new XFormSerializingVisitor();
        ByteArrayPayload payload = (ByteArrayPayload) writer.createSerializedPayload(form.getMainInstance());
        return payload.getPayloadStream().readAllBytes();
    }

    /** The draft as it would be stored, read into the form anew. */
    private void reload() throws Exception {
        String language = form.getLocalizer() == null ? null : form.getLocalizer().getLocale();
        byte[] draft = xml();
        parse();
        TreeElement saved = XFormParser.restoreDataModel(draft, null).getRoot();
        TreeElement root = form.getMainInstance().getRoot().deepCopy(true);
        root.populate(saved, form);
        form.getMainInstance().setRoot(root);
        form.initialize(false, new InstanceInitializationFactory());
        if (language != null) {
            controller.setLanguage(language);
        }
    }
}
