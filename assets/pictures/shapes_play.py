# SPDX-License-Identifier: Apache-2.0
"""Television, sound, telephones, garden, sport, outdoors, toys, stationery, care: one function per shape."""
import math

from drawing import gleam, label, line, oval, path, rect, shade, shadow


def tv(c):
    return (shadow(240, 400, 180, 13)
            + path('M150 360 L118 398 H142 L186 360Z M330 360 L362 398 H338 L294 360Z', '#2f2c2a')
            + rect(26, 92, 428, 274, 10, 'url(#n)') + rect(34, 99, 412, 255, 4, shade(c, .72))
            + path('M34 250 C110 180 170 236 240 214 C320 190 370 130 446 176 V354 H34Z', c)
            + path('M34 300 C120 250 200 300 280 276 C350 256 400 240 446 256 V354 H34Z',
                   shade(c, .55))
            + oval(338, 156, 30, 30, '#ffe9b8', 'opacity=".9"')
            + path('M34 99 H250 L120 354 H34Z', '#fff', 'opacity=".09"')
            + rect(226, 356, 28, 4, 2, '#8b8680'))


def soundbar(c):
    holes = ''.join(line(f'M{x} 236 V280', shade(c, .62), 3, 'opacity=".6"')
                    for x in range(62, 424, 9))
    return (shadow(240, 318, 206, 13) + path('M40 214 L66 192 H414 L440 214Z', shade(c, 1.1))
            + rect(34, 212, 412, 92, 16, 'url(#v)') + rect(44, 224, 392, 68, 10, shade(c, .8))
            + holes + rect(206, 250, 68, 16, 4, shade(c, .5)) + oval(420, 258, 5, 5, '#7be0b8'))


def speaker(c):
    def cone(cy, r):
        return (oval(240, cy, r, r, '#2b2826') + oval(240, cy, r * .84, r * .84, '#47423e')
                + oval(240, cy, r * .4, r * .4, '#23201e')
                + gleam(f'M{240 - r * .6:.0f} {cy - r * .3:.0f} C{240 - r * .5:.0f} {cy - r * .6:.0f} '
                        f'{240 - r * .2:.0f} {cy - r * .72:.0f} {240} {cy - r * .74:.0f}', 5, .3))
    return (shadow(240, 430, 120, 14) + rect(128, 46, 224, 382, 22, 'url(#a)')
            + rect(144, 62, 192, 350, 14, shade(c, .86)) + cone(148, 50) + cone(306, 84))


def phones(c):
    return (shadow(240, 408, 158, 15)
            + line('M112 300 C90 126 166 68 240 68 C314 68 390 126 368 300', 'url(#a)', 28)
            + line('M132 262 C120 134 180 96 240 96 C300 96 360 134 348 262', shade(c, .6), 9)
            + rect(78, 262, 84, 142, 39, 'url(#y)') + rect(318, 262, 84, 142, 39, 'url(#y)')
            + rect(142, 274, 30, 118, 15, 'url(#n)') + rect(308, 274, 30, 118, 15, 'url(#n)')
            + gleam('M98 300 V352', 8, .4))


def earbuds(c):
    def bud(x, flip):
        return (path(f'M{x} 62 c{34 * flip} -4 {52 * flip} 22 {48 * flip} 50 c{-4 * flip} 24 '
                     f'{-26 * flip} 34 {-40 * flip} 30 l{-2 * flip} 82 c0 14 {-24 * flip} 14 '
                     f'{-24 * flip} 0 l{2 * flip} -124 c0 -20 {4 * flip} -36 {16 * flip} -38Z',
                     'url(#a)') + oval(x + 34 * flip, 102, 11, 17, '#3a3633'))
    return (shadow(240, 416, 130, 15) + bud(150, 1) + bud(330, -1)
            + rect(124, 268, 232, 146, 62, 'url(#v)') + line('M126 322 H354', shade(c, .66), 4)
            + oval(240, 344, 5, 5, '#7be0b8') + gleam('M158 292 C176 284 204 282 230 282', 7, .4))


def bracket(c):
    return (shadow(240, 408, 110, 13) + rect(92, 66, 62, 330, 8, 'url(#y)')
            + ''.join(oval(123, y, 9, 9, shade(c, .5)) for y in (96, 176, 286, 366))
            + path('M150 206 L274 150 L284 178 L152 246Z', shade(c, .72))
            + path('M150 276 L284 298 L276 328 L150 306Z', shade(c, .6))
            + oval(280, 164, 22, 22, 'url(#m)') + oval(280, 312, 22, 22, 'url(#m)')
            + rect(284, 112, 34, 252, 6, 'url(#n)') + rect(312, 84, 86, 26, 6, 'url(#a)')
            + rect(312, 366, 86, 26, 6, 'url(#a)') + rect(376, 70, 26, 336, 6, 'url(#y)'))


def cable(c):
    loops = ''.join(f'<ellipse cx="{240 + d}" cy="{214 + d}" rx="{118 - d}" ry="{112 - d}" fill="none" '
                    f'stroke="{shade(c, k)}" stroke-width="14"/>'
                    for d, k in ((0, .78), (9, 1.0), (18, 1.16)))
    return (shadow(240, 384, 150, 14) + loops
            + line('M172 310 C140 350 130 360 112 366', c, 13) + line('M318 318 C340 350 356 360 372 366',
                                                                   c, 13)
            + rect(66, 346, 60, 40, 6, 'url(#n)') + rect(38, 354, 30, 24, 3, 'url(#m)')
            + rect(358, 346, 60, 40, 6, 'url(#n)') + rect(416, 354, 30, 24, 3, 'url(#m)')
            + rect(216, 304, 52, 36, 8, shade(c, .56)))


def remote(c):
    keys = ''.join(oval(200 + 40 * i, 262 + 38 * j, 11, 11, shade(c, 1.5 if c < '#6' else .72))
                   for i in range(3) for j in range(4))
    return (shadow(240, 436, 72, 12) + rect(162, 36, 156, 400, 42, 'url(#y)')
            + oval(240, 150, 56, 56, shade(c, .7)) + oval(240, 150, 28, 28, shade(c, 1.12))
            + oval(204, 72, 11, 11, '#d2553f') + keys + gleam('M182 90 V400', 6, .25))


def phone(c):
    return (shadow(246, 440, 110, 12) + rect(142, 34, 196, 404, 32, 'url(#a)')
            + rect(150, 42, 180, 388, 25, '#171615') + rect(156, 48, 168, 376, 20, shade(c, 1.2))
            + path('M156 300 C190 250 240 300 324 220 V404 C324 416 316 424 304 424 H176 C164 424 156 '
                   '416 156 404Z', c)
            + path('M156 350 C210 320 260 360 324 320 V404 C324 416 316 424 304 424 H176 C164 424 156 '
                   '416 156 404Z', shade(c, .6))
            + rect(212, 56, 56, 14, 7, '#171615')
            + path('M156 68 C156 56 164 48 176 48 H262 L156 300Z', '#fff', 'opacity=".16"'))


def tablet(c):
    return (shadow(240, 408, 180, 13) + rect(40, 80, 400, 322, 24, 'url(#a)')
            + rect(50, 90, 380, 302, 17, '#171615') + rect(64, 104, 352, 274, 6, shade(c, 1.25))
            + path('M64 280 C150 200 220 290 300 240 C350 210 390 214 416 222 V378 H64Z', c)
            + oval(142, 166, 28, 28, '#fff2cf', 'opacity=".9"')
            + path('M64 104 H260 L130 378 H64Z', '#fff', 'opacity=".12"'))


def camera(c):
    return (shadow(240, 392, 170, 15)
            + path('M176 138 L196 104 H284 L304 138Z', shade(c, .7))
            + rect(58, 132, 364, 252, 28, 'url(#n)') + rect(58, 190, 364, 140, 0, 'url(#a)')
            + rect(88, 116, 56, 22, 6, 'url(#m)') + oval(240, 262, 104, 104, 'url(#m)')
            + oval(240, 262, 88, 88, '#22201f') + oval(240, 262, 62, 62, '#34465a')
            + oval(240, 262, 34, 34, '#14181d') + oval(216, 236, 15, 15, '#fff', 'opacity=".6"')
            + oval(378, 164, 12, 12, '#f3ead8'))


def plant(c):
    leaves = ''
    for i, a in enumerate((-70, -45, -20, 5, 30, 55, 78)):
        r = math.radians(a)
        length = 186 - abs(a) * .6
        x, y = 240 + length * math.sin(r), 268 - length * math.cos(r)
        nx, ny = 27 * math.cos(r), 27 * math.sin(r)
        k = ('#4f7a55', '#5f8d63', '#6fa072', '#58865c')[i % 4]
        mx, my = (240 + x) / 2, (274 + y) / 2
        leaves += path(f'M240 276 Q{mx - nx:.0f} {my - ny:.0f} {x:.0f} {y:.0f} Q{mx + nx:.0f} '
                       f'{my + ny:.0f} 240 276', k)
        leaves += line(f'M240 276 L{x:.0f} {y:.0f}', shade(k, .8), 2.5)
    return (shadow(240, 422, 112, 15) + leaves
            + path('M150 268 H330 L311 404 C309 416 302 422 290 422 H190 C178 422 171 416 169 404Z',
                   'url(#y)')
            + rect(141, 256, 198, 34, 9, shade(c, 1.08)) + gleam('M180 310 L188 392', 9, .3))


def can(c):
    return (shadow(240, 404, 150, 16)
            + line('M300 210 C424 120 432 300 340 344', shade(c, .74), 17)
            + path('M164 262 L70 158 L50 172 L148 330Z', shade(c, .82))
            + path('M30 176 L84 132 L92 144 L42 192Z', shade(c, .64))
            + path('M150 200 H336 L348 386 C349 398 342 404 330 404 H156 C144 404 137 398 138 386Z',
                   'url(#y)')
            + oval(243, 200, 93, 19, shade(c, .6)) + path('M150 200 C150 176 250 170 268 181 L200 219 '
                                                         'C170 216 150 210 150 200Z', shade(c, .9))
            + gleam('M170 240 L164 370', 9, .34))


def shears(c):
    return (shadow(246, 424, 120, 12)
            + path('M206 222 C180 150 176 90 200 36 C220 90 236 150 250 214Z', 'url(#m)')
            + path('M276 222 C296 150 296 96 270 44 C256 96 244 150 232 214Z', '#dfe1e2')
            + line('M232 226 C206 290 160 320 152 420', 'url(#a)', 27)
            + line('M252 226 C278 290 324 320 332 420', 'url(#a)', 27)
            + oval(242, 222, 20, 20, 'url(#m)') + oval(242, 222, 7, 7, '#5b5854')
            + gleam('M214 280 C190 316 164 350 158 396', 6, .35))


def lantern(c):
    return ('<circle cx="240" cy="270" r="170" fill="url(#g)"/>' + shadow(240, 432, 110, 13)
            + line('M188 116 C188 40 292 40 292 116', shade(c, .6), 9)
            + path('M156 150 L240 92 L324 150Z', 'url(#a)') + rect(148, 146, 184, 24, 6, shade(c, .8))
            + rect(166, 170, 148, 220, 0, '#fff6dd', 'opacity=".72"')
            + path('M240 216 C260 246 256 270 240 274 C224 270 220 246 240 216Z', '#f6b042')
            + rect(212, 290, 56, 100, 5, '#f7efdf')
            + ''.join(rect(x, 168, 11, 224, 0, shade(c, .72)) for x in (158, 234.5, 311))
            + rect(140, 388, 200, 42, 8, 'url(#y)'))


def parasol(c):
    panels = ''
    for i in range(6):
        x0, x1 = 30 + 70 * i, 100 + 70 * i
        panels += path(f'M240 60 L{x0} 214 Q{(x0 + x1) / 2:.0f} 236 {x1} 214Z',
                       shade(c, 1.02) if i % 2 else '#f6f0e4')
    return (shadow(240, 438, 90, 12) + rect(235, 120, 11, 300, 0, 'url(#wy)')
            + path('M30 214 C60 120 140 60 240 60 C340 60 420 120 450 214Z', c) + panels
            + path('M30 214 C60 120 140 60 240 60 C340 60 420 120 450 214 L240 60Z', '#000',
                   'opacity=".07"')
            + rect(180, 412, 120, 26, 8, 'url(#n)') + oval(240, 58, 8, 10, 'url(#wy)'))


def dumbbell(c):
    out = shadow(240, 346, 180, 15) + rect(150, 222, 180, 34, 12, 'url(#m)')
    for x, w, h in ((46, 34, 120), (80, 44, 176), (124, 30, 140), (326, 30, 140), (356, 44, 176),
                    (400, 34, 120)):
        out += rect(x, 239 - h / 2, w, h, 11, 'url(#v)')
    return out + gleam('M96 170 V210 M372 170 V210', 7, .35)


def mat(c):
    return (shadow(240, 366, 180, 16) + path('M112 214 H404 C424 214 430 240 430 262 V342 C430 358 420 '
            '366 404 366 H170Z', shade(c, .82))
            + path('M118 160 H360 C412 160 412 364 360 364 H118Z', 'url(#v)')
            + oval(118, 262, 62, 102, shade(c, 1.12)) + oval(118, 262, 44, 76, shade(c, .74))
            + oval(118, 262, 28, 50, shade(c, 1.05)) + oval(118, 262, 13, 24, shade(c, .5))
            + rect(214, 158, 16, 208, 3, '#3a3431') + rect(300, 158, 16, 208, 3, '#3a3431')
            + line('M222 160 C232 100 300 100 308 160', '#3a3431', 8))


def ball(c):
    seams = ''.join(line(d, shade(c, .5), 5) for d in
                    ('M240 82 V398', 'M82 240 H398', 'M134 122 C196 176 196 304 134 358',
                     'M346 122 C284 176 284 304 346 358'))
    return (shadow(240, 410, 120, 15) + oval(240, 240, 160, 160, 'url(#o)') + seams
            + gleam('M140 176 C156 144 180 124 206 114', 11, .4))


def flask(c):
    return (shadow(240, 438, 76, 12) + rect(204, 34, 72, 62, 10, 'url(#ny)')
            + line('M222 34 C222 10 258 10 258 34', '#3a3633', 9) + rect(198, 92, 84, 26, 4, 'url(#m)')
            + path('M198 118 H282 C310 134 316 156 316 178 V406 C316 426 306 436 286 436 H194 C174 436 '
                   '164 426 164 406 V178 C164 156 170 134 198 118Z', 'url(#y)')
            + path('M240 250 L274 310 H206Z', '#fff', 'opacity=".85"')
            + path('M240 250 L251 270 L240 278 L229 270Z', shade(c, .7)) + gleam('M186 180 V400', 9, .36))


def tent(c):
    return (shadow(240, 384, 200, 15)
            + path('M240 96 L432 378 H330Z', shade(c, .68)) + path('M240 96 L48 378 H330Z', 'url(#a)')
            + path('M240 96 L150 378 H262Z', shade(c, .5))
            + path('M240 96 L190 378 H150Z', shade(c, 1.12)) + line('M240 96 L226 76', '#6b5a44', 7)
            + line('M48 378 L22 392 M432 378 L458 392', '#6b5a44', 4) + gleam('M214 160 L120 320', 6, .25))


def bike(c):
    def wheel(x):
        spokes = ''.join(line(f'M{x} 316 l{76 * math.cos(a):.0f} {76 * math.sin(a):.0f}', '#a9a49c', 1.5)
                         for a in [k * math.pi / 8 for k in range(16)])
        return (f'<circle cx="{x}" cy="316" r="82" fill="none" stroke="#2d2a28" stroke-width="12"/>'
                + spokes + oval(x, 316, 9, 9, '#3a3633'))
    return (shadow(240, 404, 190, 11) + wheel(116) + wheel(364)
            + line('M116 316 L190 196 H318 L238 316 H116 M190 196 L238 316 M318 196 L364 316', c, 13)
            + line('M190 196 L180 164 M318 196 L310 146', '#3a3633', 9)
            + line('M152 162 H206', '#4a382c', 15) + line('M286 142 L326 146 C344 148 344 170 334 174',
                                                         '#3a3633', 9)
            + oval(238, 316, 20, 20, '#4b4743') + line('M238 316 L252 350 M240 350 H266', '#3a3633', 7))


def rainbow(c):
    tones = ('#c8553d', '#d9a441', '#8fa58c', '#7a94a6', c)
    out = shadow(240, 392, 180, 14)
    for i, k in enumerate(tones):
        r = 186 - 34 * i
        w = 31
        out += path(f'M{240 - r} 388 A{r} {r} 0 0 1 {240 + r} 388 H{240 + r - w} '
                    f'A{r - w} {r - w} 0 0 0 {240 - r + w} 388Z', k)
    return out + gleam('M70 330 C84 270 130 224 190 208', 8, .3)


def teddy(c):
    return (shadow(240, 428, 140, 15)
            + ''.join(oval(x, 108, 42, 42, 'url(#o)') + oval(x, 110, 22, 22, shade(c, 1.3))
                      for x in (156, 324))
            + oval(132, 300, 42, 66, 'url(#o)', 'transform="rotate(24 132 300)"')
            + oval(348, 300, 42, 66, 'url(#o)', 'transform="rotate(-24 348 300)"')
            + oval(240, 322, 104, 104, 'url(#o)') + oval(240, 334, 66, 70, shade(c, 1.26))
            + ''.join(oval(x, 394, 54, 36, 'url(#o)') + oval(x, 398, 30, 20, shade(c, 1.26))
                      for x in (152, 328))
            + oval(240, 166, 108, 96, 'url(#o)') + oval(240, 202, 48, 38, shade(c, 1.34))
            + oval(200, 150, 10, 11, '#2b2622') + oval(280, 150, 10, 11, '#2b2622')
            + oval(240, 186, 16, 11, '#3b2a20') + line('M240 198 V212 C232 224 218 222 212 214 M240 212 '
                                                      'C248 224 262 222 268 214', '#3b2a20', 4))


def car(c):
    def wheel(x):
        return oval(x, 338, 50, 50, 'url(#w)') + oval(x, 338, 20, 20, shade('#c1936a', .7))
    return (shadow(240, 390, 180, 13)
            + path('M46 316 C46 262 66 246 112 240 C142 176 172 158 232 158 C300 158 330 180 362 238 '
                   'C414 246 434 262 434 316 C434 334 428 342 414 342 H66 C52 342 46 334 46 316Z',
                   'url(#v)')
            + path('M142 238 C160 200 178 186 220 184 V238Z M240 184 C288 184 308 204 328 238 H240Z',
                   '#f5efe2')
            + wheel(136) + wheel(346) + oval(410, 276, 12, 12, '#fbe7b4')
            + gleam('M78 288 C90 264 110 258 140 256', 7, .35))


def blocks(c):
    out = shadow(240, 404, 170, 15)
    for x, y, k in ((86, 274, c), (216, 274, '#d9a441'), (150, 146, '#7a94a6'), (280, 146, '#8fa58c')):
        out += rect(x, y, 124, 124, 14, k) + rect(x + 10, y + 10, 104, 104, 8, shade(k, 1.14))
        out += line(f'M{x + 20} {y + 16} H{x + 100}', '#fff', 5, 'opacity=".35"')
    out += oval(148, 336, 26, 26, shade(c, .7)) + path('M278 306 L310 364 H246Z', '#8c6420')
    out += rect(188, 184, 48, 48, 6, '#46606f') + path('M342 178 l11 23 25 3 -18 18 4 25 -22 -12 -22 12 '
                                                      '4 -25 -18 -18 25 -3Z', '#56694f')
    return out


def notebook(c):
    return (shadow(246, 426, 130, 14) + rect(128, 60, 240, 362, 8, '#f7f2e7')
            + rect(116, 54, 240, 362, 10, 'url(#a)') + rect(116, 54, 34, 362, 10, shade(c, .74))
            + rect(310, 54, 11, 362, 0, shade(c, .5)) + label(182, 118, 108, 72, 2)
            + gleam('M168 74 H280', 5, .3))


def pen(c):
    return (shadow(250, 372, 170, 10)
            + '<g transform="rotate(-38 240 240)">' + rect(60, 214, 250, 50, 14, 'url(#v)')
            + rect(296, 212, 26, 54, 2, 'url(#b)') + path('M322 216 H382 L418 240 L382 262 H322Z',
                                                        'url(#n)')
            + path('M418 236 L452 240 L418 244Z', '#cfae6b') + rect(74, 204, 120, 11, 5, '#cfae6b')
            + line('M90 226 H280', '#fff', 6, 'opacity=".35"') + '</g>')


def pillbox(c):
    return (shadow(240, 404, 150, 15)
            + path('M96 176 L300 150 V372 L96 400Z', '#fbfaf6') + path('M300 150 L392 176 V398 L300 '
                                                                       '372Z', '#d9d5cb')
            + path('M96 176 L188 152 L392 176 L300 150Z', '#efece4')
            + path('M96 322 L300 294 V372 L96 400Z', c) + path('M300 294 L392 320 V398 L300 372Z',
                                                              shade(c, .74))
            + path('M176 208 h26 v30 h30 v26 h-30 v30 h-26 v-30 h-30 v-26 h30Z', c,
                   'transform="skewY(-7) translate(0 24)"'))


def thermometer(c):
    return (shadow(244, 398, 150, 11) + '<g transform="rotate(-36 240 240)">'
            + path('M70 206 H330 C350 206 356 226 420 232 C438 234 438 250 420 252 C356 256 350 276 330 '
                   '276 H70 C50 276 44 262 44 241 C44 220 50 206 70 206Z', 'url(#iy)')
            + path('M70 206 H120 V276 H70 C50 276 44 262 44 241 C44 220 50 206 70 206Z', 'url(#v)')
            + rect(160, 220, 112, 42, 8, '#c9d6c4') + line('M184 232 V252 M204 232 H220 V252 M240 232 '
                                                           'V252', '#2f3a2e', 5)
            + oval(428, 242, 12, 10, '#c9cbcd') + '</g>')
