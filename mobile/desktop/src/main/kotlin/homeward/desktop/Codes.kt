package homeward.desktop

import com.google.zxing.BarcodeFormat
import com.google.zxing.BinaryBitmap
import com.google.zxing.DecodeHintType
import com.google.zxing.RGBLuminanceSource
import com.google.zxing.ReaderException
import com.google.zxing.common.GlobalHistogramBinarizer
import com.google.zxing.common.HybridBinarizer
import com.google.zxing.qrcode.QRCodeReader
import java.awt.Color
import java.awt.RenderingHints
import java.awt.image.BufferedImage
import java.io.File
import java.io.IOException
import javax.imageio.ImageIO

/** A picture of more points, or a file of more bytes, is not opened. */
private const val MOST_POINTS = 60_000_000L
private const val MOST_BYTES = 60_000_000L
/** A code is looked for in pictures of at most so many points a side: in large ones noise hides it. */
private val SIDES = listOf(1000, 2000, 500)

/** The picture in a file, or nothing if it is none that can be opened here. */
internal fun pictureOf(file: File): BufferedImage? = try {
    if (file.length() > MOST_BYTES) null else ImageIO.createImageInputStream(file)?.use { stream ->
        val reader = ImageIO.getImageReaders(stream).asSequence().firstOrNull() ?: return null
        reader.input = stream
        try {
            if (reader.getWidth(0).toLong() * reader.getHeight(0) > MOST_POINTS) null else reader.read(0)
        } finally {
            reader.dispose()
        }
    }
} catch (_: IOException) {
    null
} catch (_: RuntimeException) {
    null // the readers of some formats throw these on broken files
}

/** The text of the QR code in a picture, or nothing. */
internal fun codeIn(picture: BufferedImage): String? = SIDES.firstNotNullOfOrNull { side ->
    val points = onPaper(picture, side)
    val source = RGBLuminanceSource(points.width, points.height, points.getRGB(0, 0, points.width, points.height, null, 0, points.width))
    listOf(HybridBinarizer(source), GlobalHistogramBinarizer(source), GlobalHistogramBinarizer(source.invert())).firstNotNullOfOrNull { read(BinaryBitmap(it)) }
}

private fun read(bitmap: BinaryBitmap): String? = try {
    QRCodeReader().decode(bitmap, mapOf(DecodeHintType.TRY_HARDER to true, DecodeHintType.POSSIBLE_FORMATS to listOf(BarcodeFormat.QR_CODE))).text.takeIf { it.isNotBlank() }
} catch (_: ReaderException) {
    null
}

/** The picture on white, with a white margin, at most so many points a side and at least a few hundred. */
private fun onPaper(picture: BufferedImage, side: Int): BufferedImage {
    val scale = (side.toDouble() / maxOf(picture.width, picture.height)).coerceAtMost(4.0)
    val width = (picture.width * scale).toInt().coerceAtLeast(1)
    val height = (picture.height * scale).toInt().coerceAtLeast(1)
    val margin = 32
    val paper = BufferedImage(width + 2 * margin, height + 2 * margin, BufferedImage.TYPE_INT_RGB)
    val draw = paper.createGraphics()
    draw.color = Color.WHITE
    draw.fillRect(0, 0, paper.width, paper.height)
    draw.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR)
    draw.drawImage(picture, margin, margin, width, height, null)
    draw.dispose()
    return paper
}
