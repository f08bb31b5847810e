import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.GroupDef;
import org.javarosa.core.model.IFormElement;
import org.javarosa.core.model.QuestionDef;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.data.BooleanData;
import org.javarosa.core.model.data.DateData;
import org.javarosa.core.model.data.DecimalData;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.IntegerData;
import org.javarosa.core.model.data.MultipleItemsData;
import org.javarosa.core.model.data.SelectOneData;
import org.javarosa.core.model.data.StringData;
import org.javarosa.core.model.data.helper.Selection;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.model.utils.DateUtils;
import org.javarosa.core.reference.PrefixedRootFactory;
import org.javarosa.core.reference.Reference;
import org.javarosa.core.reference.ReferenceManager;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormUtils;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * Drives JavaRosa through a session of `homeward form replay` and prints the same lines: what it offers is
 * read, answers are set as its form entry sets them, and values, numbers of instances and numbers of choices
 * are checked. States, labels and messages are passed over: they are not what is measured.
 */
public class Replay {
    private static final Map<String, File> MEDIA = new LinkedHashMap<>();
    private final FormDef form;
    private final FormEntryController controller;

    private Replay(File xform) throws Exception {
        try (InputStream stream = new FileInputStream(xform)) {
            form = XFormUtils.getFormFromInputStream(stream);
        }
        form.initialize(true, new InstanceInitializationFactory());
        controller = new FormEntryController(new FormEntryModel(form));
    }

    public static void main(String[] arguments) throws Exception {
        File file = new File(arguments[0]);
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        JSONObject session = new JSONObject(new String(Files.readAllBytes(file.toPath()), "UTF-8"));
        JSONObject media = session.optJSONObject("media");
        for (String url : media == null ? Collections.<String>emptySet() : media.keySet()) {
            MEDIA.put(url, new File(file.getParentFile(), media.getString(url)));
        }
        new XFormsModule().registerModule();
        ReferenceManager.instance().addReferenceFactory(new PrefixedRootFactory(new String[] {"file-csv/", "file/"}) {
            @Override
            protected Reference factory(String terminal, String uri) {
                return new FileReference(uri);
            }
        });
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        for (int run = 0; run < runs; run++) {
            long begin = System.nanoTime();
            Replay replay = new Replay(new File(file.getParentFile(), session.getString("form")));
            add(samples, "load", begin);
            Map<String, List<Double>> tags = new LinkedHashMap<>();
            JSONArray ops = session.getJSONArray("ops");
            for (int at = 0; at < ops.length(); at++) {
                JSONObject op = ops.getJSONObject(at);
                long start = System.nanoTime();
                String found = replay.perform(op);
                if (op.has("tag")) {
                    add(tags, op.getString("tag"), start);
                }
                if (found != null && op.has("expect") && !same(String.valueOf(op.get("expect")), found)) {
                    throw new IllegalStateException(op + ": found " + found);
                }
            }
            add(samples, "session", begin);
            for (Map.Entry<String, List<Double>> tag : tags.entrySet()) {
                List<Double> times = tag.getValue();
                List<Double> last = times.subList(Math.max(0, times.size() - 20), times.size());
                double sum = 0;
                for (double time : last) {
                    sum += time;
                }
                samples.computeIfAbsent(tag.getKey() + ".last20", key -> new ArrayList<>()).add(sum / last.size());
                samples.computeIfAbsent(tag.getKey(), key -> new ArrayList<>()).addAll(times);
            }
        }
        for (Map.Entry<String, List<Double>> entry : samples.entrySet()) {
            print(session, entry.getKey(), entry.getValue(), "ms");
        }
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                double kib = Double.parseDouble(line.replaceAll("[^0-9]", ""));
                print(session, "rss.peak", new ArrayList<>(List.of(kib / 1024)), "MiB");
            }
        }
    }

    private static void add(Map<String, List<Double>> samples, String name, long start) {
        samples.computeIfAbsent(name, key -> new ArrayList<>()).add((System.nanoTime() - start) / 1e6);
    }

    private static void print(JSONObject session, String metric, List<Double> values, String unit) {
        Collections.sort(values);
        JSONObject line = new JSONObject().put("peer", "javarosa").put("workload", session.optString("workload"))
            .put("metric", metric).put("value", values.get(values.size() / 2)).put("unit", unit)
            .put("n", values.size()).put("best", values.get(0));
        System.out.println(line);
    }

    private static boolean same(String wanted, String found) {
        try {
            return Double.parseDouble(wanted) == Double.parseDouble(found);
        } catch (NumberFormatException notNumbers) {
            return wanted.equals(found);
        }
    }

    /** What was found, if the operation is one that is checked. */
    private String perform(JSONObject op) throws Exception {
        String path = op.optString("ref");
        switch (op.getString("op")) {
            case "set":
                TreeReference reference = reference(path);
                form.setValue(data(reference, op.get("value").toString()), reference, true);
                return null;
            case "add":
                // the name alone is the next one that is not there yet
                form.createNewRepeat(index(reference(path + "[" + (count(path) + 1) + "]")));
                return null;
            case "remove":
                form.deleteRepeat(index(reference(path)));
                return null;
            case "lang":
                controller.setLanguage(op.getString("value"));
                return null;
            case "get":
                TreeElement node = form.getMainInstance().resolveReference(reference(path));
                return node == null || !node.isRelevant() || node.getValue() == null ? "" : text(node.getValue());
            case "count":
                return String.valueOf(count(path));
            case "choices":
                FormEntryPrompt prompt = new FormEntryPrompt(form, index(reference(path)));
                List<SelectChoice> choices = prompt.getSelectChoices();
                for (SelectChoice choice : choices) {
                    prompt.getSelectChoiceText(choice);
                }
                return op.opt("expect") instanceof Number ? String.valueOf(choices.size()) : null;
            default:
                return null;
        }
    }

    private static String text(IAnswerData value) {
        return String.valueOf(value.uncast().getString());
    }

    private int count(String path) {
        int slash = path.lastIndexOf('/');
        TreeElement parent = form.getMainInstance().resolveReference(reference(path.substring(0, slash)));
        return parent.getChildMultiplicity(path.substring(slash + 1));
    }

    private static TreeReference reference(String path) {
        TreeReference reference = TreeReference.rootRef();
        for (String part : path.substring(1).split("/")) {
            int bracket = part.indexOf('[');
            String name = bracket < 0 ? part : part.substring(0, bracket);
            int position = bracket < 0 ? 1 : Integer.parseInt(part.substring(bracket + 1, part.length() - 1));
            reference = reference.extendRef(name, position - 1);
        }
        return reference;
    }

    private IAnswerData data(TreeReference reference, String value) {
        if (value.isEmpty()) {
            return null;
        }
        QuestionDef question = FormDef.findQuestionByRef(reference.genericize(), form);
        TreeElement node = form.getMainInstance().resolveReference(reference);
        if (question != null && question.getControlType() == org.javarosa.core.model.Constants.CONTROL_SELECT_ONE) {
            return new SelectOneData(new Selection(value));
        }
        if (question != null && question.getControlType() == org.javarosa.core.model.Constants.CONTROL_SELECT_MULTI) {
            List<Selection> chosen = new ArrayList<>();
            for (String one : value.split(" ")) {
                chosen.add(new Selection(one));
            }
            return new MultipleItemsData(chosen);
        }
        switch (node.getDataType()) {
            case org.javarosa.core.model.Constants.DATATYPE_INTEGER:
                return new IntegerData(Integer.parseInt(value));
            case org.javarosa.core.model.Constants.DATATYPE_DECIMAL:
                return new DecimalData(Double.parseDouble(value));
            case org.javarosa.core.model.Constants.DATATYPE_DATE:
                return new DateData(DateUtils.parseDate(value));
            case org.javarosa.core.model.Constants.DATATYPE_BOOLEAN:
                return new BooleanData(value.equals("true"));
            default:
                return new StringData(value);
        }
    }

    /** Where a node is asked for. */
    private FormIndex index(TreeReference reference) {
        FormIndex found = within(form, reference, reference.genericize());
        if (found == null) {
            throw new IllegalStateException("nothing asks for " + reference);
        }
        return found;
    }

    private static FormIndex within(IFormElement around, TreeReference reference, TreeReference generic) {
        List<IFormElement> children = around.getChildren();
        for (int at = 0; children != null && at < children.size(); at++) {
            IFormElement child = children.get(at);
            TreeReference bound = child.getBind() == null ? null : (TreeReference) child.getBind().getReference();
            boolean repeat = child instanceof GroupDef && ((GroupDef) child).getRepeat();
            boolean isIt = bound != null && bound.genericize().equals(generic);
            if (isIt && (repeat || child instanceof QuestionDef)) {
                return repeat
                    ? new FormIndex(at, reference.getMultLast(), reference)
                    : new FormIndex(at, reference);
            }
            FormIndex inner = child instanceof GroupDef ? within(child, reference, generic) : null;
            if (inner != null) {
                TreeReference own = bound == null ? null : prefix(reference, bound.size());
                return repeat
                    ? new FormIndex(inner, at, own.getMultLast(), own)
                    : new FormIndex(inner, at, own);
            }
        }
        return null;
    }

    private static TreeReference prefix(TreeReference reference, int size) {
        TreeReference own = reference.clone();
        while (own.size() > size) {
            own.removeLastLevel();
        }
        return own;
    }

    /** A file of the session. */
    private static final class FileReference implements Reference {
        private final String uri;

        private FileReference(String uri) {
            this.uri = uri;
        }

        @Override
        public boolean doesBinaryExist() {
            return MEDIA.containsKey(uri);
        }

        @Override
        public InputStream getStream() throws java.io.IOException {
            return new FileInputStream(MEDIA.get(uri));
        }

        @Override
        public String getURI() {
            return uri;
        }

        @Override
        public String getLocalURI() {
            return MEDIA.get(uri).getPath();
        }

        @Override
        public boolean isReadOnly() {
            return true;
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Reference[] probeAlternativeReferences() {
            return new Reference[0];
        }
    }
}
