# SPDX-License-Identifier: Apache-2.0
"""SVG building blocks of the product pictures: light, shadow, materials. Strings only, no files.

Every picture is 480 x 480 with a soft studio backdrop. `c` is the colour of the product; the gradients
below are made of it: a (diagonal), v (vertical), y (a cylinder lit from the left), d (its shade).
"""
import colorsys


def shade(colour, factor):
    """The colour, lighter (factor > 1) or darker."""
    r, g, b = (int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5))
    h, l, s = colorsys.rgb_to_hls(r, g, b)
    r, g, b = colorsys.hls_to_rgb(h, max(0.0, min(1.0, l * factor)), s)
    return '#%02x%02x%02x' % (round(r * 255), round(g * 255), round(b * 255))


def _stops(*pairs):
    return ''.join(f'<stop offset="{o}" stop-color="{k}"/>' for o, k in pairs)


def _linear(name, x2, y2, *pairs):
    return (f'<linearGradient id="{name}" x1="0" y1="0" x2="{x2}" y2="{y2}">'
            f'{_stops(*pairs)}</linearGradient>')


def _cylinder(name, c):
    return _linear(name, 1, 0, (0, shade(c, .78)), (.22, shade(c, 1.16)), (.5, c),
                   (1, shade(c, .66)))


def _diagonal(name, c):
    return _linear(name, .9, .7, (0, shade(c, 1.16)), (.5, c), (1, shade(c, .78)))


def materials(c):
    """Gradients every shape may use; the names are in the module's docstring and below."""
    return ''.join([
        _diagonal('a', c), _cylinder('y', c), _diagonal('d', shade(c, .72)),
        _linear('v', 0, 1, (0, shade(c, 1.14)), (.6, c), (1, shade(c, .78))),
        _diagonal('w', '#c1936a'),                                   # wood
        _cylinder('wy', '#b98a5a'),
        _cylinder('m', '#c9cbcd'),                                   # steel
        _diagonal('i', '#f3eee4'),                                   # cream
        _cylinder('iy', '#f1ece2'),
        _diagonal('n', '#3a3633'), _cylinder('ny', '#393532'),       # black plastic
        _cylinder('b', '#cfae6b'),                                   # brass
        _linear('s', .6, 1, (0, '#5c7f96'), (.5, '#31485c'), (1, '#1a2430')),   # a lit screen
        '<radialGradient id="o" cx=".36" cy=".3" r=".8">'
        + _stops((0, shade(c, 1.28)), (.45, c), (1, shade(c, .62))) + '</radialGradient>',
        '<radialGradient id="g" cx=".5" cy=".5" r=".5"><stop offset="0" stop-color="#fff2c8" '
        'stop-opacity=".95"/><stop offset="1" stop-color="#fff2c8" stop-opacity="0"/>'
        '</radialGradient>',
        '<linearGradient id="x" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#fff" '
        'stop-opacity=".7"/><stop offset=".3" stop-color="#fff" stop-opacity=".18"/>'
        '<stop offset="1" stop-color="#fff" stop-opacity=".42"/></linearGradient>',   # glass
    ])


def picture(body, c, backdrop, width=480, height=480, view='0 0 480 480'):
    """The whole SVG document."""
    x, y, w, h = (float(n) for n in view.split())
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="{view}"><defs>{materials(c)}'
            '<radialGradient id="bg" cx=".5" cy=".42" r=".8">'
            + _stops((0, shade(backdrop, 1.06)), (1, shade(backdrop, .89))) + '</radialGradient>'
            '<filter id="sh" x="-60%" y="-160%" width="220%" height="420%">'
            '<feGaussianBlur stdDeviation="11"/></filter>'
            '<filter id="s2" x="-60%" y="-60%" width="220%" height="220%">'
            '<feGaussianBlur stdDeviation="5"/></filter></defs>'
            f'<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="url(#bg)"/>{body}</svg>')


def path(d, fill, more=''):
    return f'<path d="{d}" fill="{fill}" {more}/>'


def line(d, stroke, width, more=''):
    return (f'<path d="{d}" fill="none" stroke="{stroke}" stroke-width="{width}" '
            f'stroke-linecap="round" stroke-linejoin="round" {more}/>')


def rect(x, y, w, h, r, fill, more=''):
    return f'<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{r}" fill="{fill}" {more}/>'


def oval(cx, cy, rx, ry, fill, more=''):
    return f'<ellipse cx="{cx}" cy="{cy}" rx="{rx}" ry="{ry}" fill="{fill}" {more}/>'


def shadow(cx, cy, rx, ry, strength=.3):
    """What the product throws on the table."""
    return oval(cx, cy, rx, ry, '#1b1410', f'opacity="{strength}" filter="url(#sh)"')


def gleam(d, width=9, strength=.32):
    """A reflection of the window."""
    return line(d, '#fff', width, f'opacity="{strength}"')


def label(x, y, w, h, words=2):
    """A paper label with lines of illegible print: nobody's brand."""
    out = rect(x, y, w, h, 4, '#fdfaf4')
    for i in range(words):
        inset = w * (.2 + .08 * (i % 2))
        yy = y + h * (i + 1) / (words + 1)
        out += line(f'M{x + inset:.0f} {yy:.0f} H{x + w - inset:.0f}', '#3a332d', 3)
    return out
