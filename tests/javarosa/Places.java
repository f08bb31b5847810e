import java.util.List;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.GroupDef;
import org.javarosa.core.model.IFormElement;
import org.javarosa.core.model.instance.TreeReference;

/** Paths such as /data/r[2]/n as JavaRosa names the same places: in the data, and in what is asked. */
final class Places {
    private Places() {
    }

    /** The node; where a position is missing, the first. */
    static TreeReference node(String path) {
        TreeReference reference = TreeReference.rootRef();
        for (String part : path.substring(1).split("/")) {
            int bracket = part.indexOf('[');
            String name = bracket < 0 ? part : part.substring(0, bracket);
            int position = bracket < 0 ? 1 : Integer.parseInt(part.substring(bracket + 1, part.length() - 1));
            reference = name.startsWith("@")
                ? reference.extendRef(name.substring(1), TreeReference.INDEX_ATTRIBUTE)
                : reference.extendRef(name, position - 1);
        }
        return reference;
    }

    /** Where a node is asked for, or the group that it is; null if nowhere. */
    static FormIndex asked(FormDef form, TreeReference reference) {
        return within(form, reference, reference.genericize());
    }

    private static FormIndex within(IFormElement around, TreeReference reference, TreeReference generic) {
        List<IFormElement> children = around.getChildren();
        for (int at = 0; children != null && at < children.size(); at++) {
            IFormElement child = children.get(at);
            TreeReference bound = child.getBind() == null ? null : (TreeReference) child.getBind().getReference();
            boolean repeat = child instanceof GroupDef && ((GroupDef) child).getRepeat();
            // of a repeat and the group around it with the same path, the repeat
            FormIndex inner = child instanceof GroupDef ? within(child, reference, generic) : null;
            if (inner == null && bound != null && bound.genericize().equals(generic)) {
                return repeat
                    ? new FormIndex(at, reference.getMultLast(), reference)
                    : new FormIndex(at, reference);
            }
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
}
