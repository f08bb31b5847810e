package homeward

import com.google.zxing.BarcodeFormat
import com.google.zxing.qrcode.QRCodeWriter
import homeward.desktop.codeIn
import homeward.desktop.pictureOf
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import java.awt.Color
import java.awt.RenderingHints
import java.awt.image.BufferedImage
import java.io.File
import javax.imageio.ImageIO

/** A code in a picture, as people bring it: small, large, in a corner of a screenshot, askew, photographed in poor light. */
class CodesTest {
    private val text = "HOMEWARD:https://homeward.example:8443/" + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".repeat(5)

    private fun code(side: Int, ink: Color = Color.BLACK, paper: Color = Color.WHITE): BufferedImage {
        val bits = QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, side, side)
        return BufferedImage(bits.width, bits.height, BufferedImage.TYPE_INT_RGB).also { for (x in 0 until bits.width) for (y in 0 until bits.height) it.setRGB(x, y, (if (bits[x, y]) ink else paper).rgb) }
    }

    private fun on(width: Int, height: Int, ground: Color = Color.WHITE, draw: java.awt.Graphics2D.() -> Unit) = BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB).also {
        val graphics = it.createGraphics()
        graphics.color = ground
        graphics.fillRect(0, 0, width, height)
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR)
        graphics.draw()
        graphics.dispose()
    }

    private fun check(picture: BufferedImage, expect: String?) {
        val file = freshFolder().resolve("picture.png")
        ImageIO.write(picture, "png", file)
        assertEquals(expect, pictureOf(file)?.let(::codeIn))
    }

    @Test fun asItIs() = check(code(240), text)
    @Test fun withoutMargin() = check(code(240).let { it.getSubimage(20, 20, 200, 200) }.let { whole -> on(200, 200) { drawImage(code(240), -20, -20, null) }.also { assertEquals(whole.width, it.width) } }, text)
    @Test fun large() = check(code(4000), text)
    @Test fun inAScreenshot() = check(on(1920, 1080, Color(0xF5F6F4)) { drawString("Invite", 40, 40); drawImage(code(260), 1200, 600, null) }, text)
    @Test fun askew() = check(on(900, 900) { rotate(0.35, 450.0, 450.0); drawImage(code(500), 200, 200, null) }, text)
    @Test fun inPoorLight() = check(code(400, Color(0x30, 0x2a, 0x28), Color(0x78, 0x70, 0x66)), text)
    @Test fun whiteOnBlack() = check(code(300, Color.WHITE, Color.BLACK), text)
    @Test fun transparent() = check(BufferedImage(260, 260, BufferedImage.TYPE_INT_ARGB).also { picture -> val bits = code(260); for (x in 0..259) for (y in 0..259) if (bits.getRGB(x, y) and 0xFF == 0) picture.setRGB(x, y, Color.BLACK.rgb) }, text)
    @Test fun noCode() = check(on(600, 400) { drawString("There are no notes.", 40, 40) }, null)

    private fun refused(bytes: ByteArray) = assertNull(pictureOf(freshFolder().resolve("picture").also { it.writeBytes(bytes) }))

    @Test fun notAPicture() = refused("This is a text and no picture.".toByteArray())
    @Test fun emptyFile() = refused(ByteArray(0))
    @Test fun cutOff() {
        val whole = File.createTempFile("homeward", ".png").also { ImageIO.write(code(240), "png", it) }.readBytes()
        for (length in whole.indices step 97) pictureOf(freshFolder().resolve("picture").also { it.writeBytes(whole.copyOf(length)) })?.let(::codeIn)
    }
    @Test fun tooManyPoints() {
        // the head of a picture of 100,000 by 100,000 points, which would need 30 GB
        val whole = File.createTempFile("homeward", ".png").also { ImageIO.write(code(240), "png", it) }.readBytes()
        fun put(at: Int, number: Int) = (0..3).forEach { whole[at + it] = (number ushr (24 - 8 * it)).toByte() }
        put(16, 100_000); put(20, 100_000)
        val sum = java.util.zip.CRC32().also { it.update(whole, 12, 17) }
        put(29, sum.value.toInt())
        refused(whole)
    }
    @Test fun notThere() = assertNull(pictureOf(File("/nowhere/at/all.png")))
}
