package homeward.look

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp

val Corner = RoundedCornerShape(8.dp)

/** The one thing to do on a screen; at its bottom. */
@Composable
fun PrimaryButton(text: String, modifier: Modifier = Modifier, enabled: Boolean = true, press: () -> Unit) {
    val colours = LocalColours.current
    Row(
        modifier.heightIn(min = 56.dp).clip(Corner).background(if (enabled) colours.accent else colours.wash)
            .clickable(enabled, role = Role.Button, onClick = press).padding(horizontal = 16.dp, vertical = 8.dp),
        Arrangement.Center, Alignment.CenterVertically,
    ) { AppText(text, kind = Kind.BodyStrong, colour = if (enabled) colours.onAccent else colours.quiet, align = TextAlign.Center) }
}

/** Another thing that can be done: outlined. */
@Composable
fun SecondaryButton(text: String, modifier: Modifier = Modifier, icon: Icon? = null, press: () -> Unit) {
    val colours = LocalColours.current
    Row(
        modifier.heightIn(min = 56.dp).clip(Corner).border(1.dp, colours.edge, Corner)
            .clickable(role = Role.Button, onClick = press).padding(horizontal = 16.dp, vertical = 8.dp),
        Arrangement.spacedBy(8.dp, Alignment.CenterHorizontally), Alignment.CenterVertically,
    ) {
        if (icon != null) Shape(icon, colours.accent)
        AppText(text, kind = Kind.BodyStrong, colour = colours.accent, align = TextAlign.Center)
    }
}

/** A quiet button without a frame: a word, with or without a shape before it. */
@Composable
fun QuietButton(text: String, modifier: Modifier = Modifier, icon: Icon? = null, trailing: Icon? = null, kind: Kind = Kind.Body, press: () -> Unit) {
    val colours = LocalColours.current
    Row(
        modifier.heightIn(min = 48.dp).clip(Corner).clickable(role = Role.Button, onClick = press).padding(horizontal = 8.dp, vertical = 4.dp),
        Arrangement.spacedBy(8.dp), Alignment.CenterVertically,
    ) {
        if (icon != null) Shape(icon, colours.accent)
        AppText(text, Modifier.weight(1f, fill = false), kind, colours.accent)
        if (trailing != null) Shape(trailing, colours.accent)
    }
}

/** A small button among others of its kind, such as "In one week". */
@Composable
fun Small(text: String, press: () -> Unit) {
    val colours = LocalColours.current
    Row(
        Modifier.heightIn(min = 48.dp).clip(Corner).background(colours.tint).clickable(role = Role.Button, onClick = press).padding(horizontal = 16.dp, vertical = 8.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) { AppText(text, colour = colours.accent, language = LocalWords.current.language) }
}
