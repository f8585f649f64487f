#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws the demo shop's product pictures: made-up products, no third-party art, no words.

usage: draw_products.py OUT_DIR | --list
Writes <shape>-<colour>.jpg (480 x 480) and attract-<n>.jpg (1080 x 1920); a picture newer than these
scripts is kept. SVG is rendered and compressed by librsvg2-2 and the gdk-pixbuf it brings, in this process.
"""
import ctypes
import multiprocessing
import os
import sys

import shapes_home
import shapes_play
import shapes_wear
from drawing import picture

# name: hexadecimal. The words for them live in the demo generator.
COLOURS = {
    'terracotta': '#c8553d', 'ocre': '#d9a441', 'sable': '#d8c3a0', 'craie': '#f0ece4',
    'camel': '#a7815e', 'sapin': '#3c6454', 'sauge': '#8fa58c', 'canard': '#2f6b78',
    'ciel': '#8fb0c8', 'marine': '#39506b', 'nuit': '#343d4a', 'ardoise': '#737f88',
    'rose': '#d8a6a0', 'prune': '#74496a', 'noir': '#3a3735', 'miel': '#c98a2e',
}
WEAR = 'terracotta sable craie camel sapin marine noir'
HOME = 'terracotta ocre craie sauge canard ardoise rose'
TECH = 'craie noir ardoise sable marine sapin rose'
BEAUTY = 'rose sauge ocre craie ciel prune camel'
PLAY = 'terracotta ocre sauge ciel rose canard prune'
WOOD = 'camel sable miel ocre'
RANGE = {
    'sneaker': WEAR, 'boot': 'camel noir sapin prune marine terracotta',
    'heels': 'noir terracotta rose prune craie marine', 'tote': WEAR, 'crossbody': WEAR,
    'backpack': 'marine sapin terracotta ocre noir sable', 'tee': WEAR,
    'sweater': 'craie sauge marine terracotta prune ocre', 'shirt': 'craie ciel rose marine sauge',
    'coat': 'camel nuit sapin sable prune', 'dress': 'terracotta sapin marine rose ocre prune',
    'trousers': 'sable marine noir camel ardoise', 'scarf': 'ocre rose ardoise sapin terracotta prune',
    'hat': 'camel sable noir marine', 'belt': 'camel noir terracotta nuit',
    'watch': 'camel nuit sapin noir terracotta', 'necklace': 'canard prune terracotta ocre',
    'glasses': 'camel noir prune sapin', 'frames': 'noir camel canard terracotta prune marine',
    'perfume': BEAUTY, 'jar': BEAUTY, 'pump': BEAUTY, 'lipstick': 'terracotta rose prune camel',
    'tube': 'sauge rose ciel ocre craie', 'brush': 'camel noir rose sable',
    'armchair': 'sauge terracotta canard ocre ardoise camel', 'stool': HOME, 'table': WOOD,
    'shelf': 'terracotta sapin canard ocre', 'lamp': 'ocre terracotta sapin craie canard rose',
    'pendant': 'noir craie terracotta sauge ocre', 'vase': HOME, 'candle': HOME,
    'poster': 'terracotta canard sauge ocre marine rose', 'mirror': 'miel noir camel sauge',
    'throw': HOME, 'cushion': HOME, 'towels': 'craie ciel sauge rose ocre ardoise', 'mug': HOME,
    'plate': 'craie ciel sauge sable rose ardoise', 'bowl': HOME,
    'glassware': 'rose ocre ciel prune sauge', 'pan': 'noir ardoise terracotta sable',
    'casserole': 'terracotta sapin ocre marine craie', 'kettle': 'craie sauge terracotta noir ardoise',
    'toaster': 'craie rose sauge noir ciel', 'coffee': 'noir ardoise terracotta craie',
    'blender': 'craie noir terracotta sauge', 'knives': 'camel noir miel', 'board': WOOD,
    'honey': 'miel ocre terracotta prune', 'teabox': 'sapin canard terracotta prune ocre marine',
    'chocolate': 'terracotta canard ocre prune sapin', 'tv': 'canard marine noir nuit ardoise sapin',
    'soundbar': 'noir ardoise craie sable', 'speaker': 'noir craie camel canard', 'phones': TECH,
    'earbuds': 'craie noir ciel rose sauge', 'bracket': 'noir ardoise craie',
    'cable': 'noir craie terracotta sauge', 'remote': 'noir craie ardoise', 'phone': TECH,
    'tablet': 'ardoise noir sable rose', 'camera': 'camel noir terracotta sapin', 'plant': HOME,
    'can': 'sapin ocre terracotta ciel craie', 'shears': 'terracotta sapin ocre',
    'lantern': 'noir craie sapin terracotta', 'parasol': 'terracotta sapin ocre ciel marine',
    'dumbbell': 'noir terracotta canard prune', 'mat': 'prune sauge canard terracotta ardoise',
    'ball': 'terracotta ocre ciel sapin', 'flask': 'sapin terracotta marine ocre craie rose',
    'tent': 'ocre sapin terracotta canard', 'bike': 'terracotta canard sauge craie nuit',
    'rainbow': 'prune marine sapin rose', 'teddy': 'camel sable rose ardoise', 'car': PLAY,
    'blocks': 'terracotta canard prune sapin', 'notebook': WEAR, 'pen': 'marine noir terracotta sapin',
    'pillbox': 'sauge ciel terracotta prune', 'thermometer': 'ciel sauge rose',
}
BACKDROPS = ('#efe7dc', '#ece8e0', '#e9e4da', '#f1e8df', '#e6e6e1', '#ebe9e4', '#e8ebe6', '#f0e9e3')
BYTES_MAX = 12 * 1024  # a terminal keeps hundreds of them; the stills may take five times that
# Shape, colour, backdrop: the tall stills of the attract screen.
ATTRACT = (('armchair', 'sauge', '#efe7dc'), ('lamp', 'ocre', '#e6ddd0'),
           ('tote', 'camel', '#ece3d8'), ('vase', 'ardoise', '#e9e7e1'))


def draw(shape):
    for module in (shapes_wear, shapes_home, shapes_play):
        if hasattr(module, shape):
            return getattr(module, shape)
    raise SystemExit(f'draw_products.py: no shape is called {shape}')


def documents():
    """Every picture: its file name and a function that gives its SVG."""
    out = {}
    for s, (shape, colours) in enumerate(RANGE.items()):
        for k, name in enumerate(colours.split()):
            out[f'{shape}-{name}.jpg'] = (shape, COLOURS[name], BACKDROPS[(s * 3 + k) % len(BACKDROPS)])
    for n, (shape, name, backdrop) in enumerate(ATTRACT):
        out[f'attract-{n + 1}.jpg'] = (shape, COLOURS[name], backdrop)
    return out


def svg_of(name, shape, colour, backdrop):
    body = draw(shape)(colour)
    if name.startswith('attract'):
        return picture(f'<g transform="translate(0 100)">{body}</g>', colour, backdrop,
                       1080, 1920, '24 -40 432 768')
    return picture(body, colour, backdrop)


class Library:
    """librsvg and gdk-pixbuf through their C interfaces; loaded once a process."""

    def __init__(self):
        try:
            self.rsvg = ctypes.CDLL('librsvg-2.so.2')
            self.pixbuf = ctypes.CDLL('libgdk_pixbuf-2.0.so.0')
            self.object = ctypes.CDLL('libgobject-2.0.so.0')
        except OSError as error:
            raise SystemExit(f'draw_products.py: {error}; install librsvg2-2') from error
        self.rsvg.rsvg_handle_new_from_data.restype = ctypes.c_void_p
        self.rsvg.rsvg_handle_get_pixbuf.restype = ctypes.c_void_p

    def write_jpeg(self, svg, file, bytes_max):
        data = svg.encode()
        error = ctypes.c_void_p()
        handle = self.rsvg.rsvg_handle_new_from_data(data, ctypes.c_size_t(len(data)),
                                                     ctypes.byref(error))
        if not handle:
            raise SystemExit(f'draw_products.py: {file}: not drawable as SVG')
        image = self.rsvg.rsvg_handle_get_pixbuf(ctypes.c_void_p(handle))
        for quality in (86, 78, 70, 60, 50):
            self.save(image, file + '.part', quality)
            if os.path.getsize(file + '.part') <= bytes_max:
                break
        self.object.g_object_unref(ctypes.c_void_p(image))
        self.object.g_object_unref(ctypes.c_void_p(handle))
        os.replace(file + '.part', file)

    def save(self, image, file, quality):
        keys = (ctypes.c_char_p * 2)(b'quality', None)
        values = (ctypes.c_char_p * 2)(b'%d' % quality, None)
        if not self.pixbuf.gdk_pixbuf_savev(ctypes.c_void_p(image), file.encode(), b'jpeg', keys,
                                            values, ctypes.byref(ctypes.c_void_p())):
            raise SystemExit(f'draw_products.py: {file}: cannot be written')


LIBRARY = None


def is_current(file):
    here = os.path.dirname(os.path.abspath(__file__))
    drawn_by = max(os.path.getmtime(os.path.join(here, f)) for f in os.listdir(here)
                   if f.endswith('.py'))
    return os.path.exists(file) and os.path.getmtime(file) > drawn_by


def render(job):
    global LIBRARY
    LIBRARY = LIBRARY or Library()
    file, name, what = job
    LIBRARY.write_jpeg(svg_of(name, *what), file, BYTES_MAX * (5 if name.startswith('attract') else 1))


def main(arguments):
    pictures = documents()
    if arguments == ['--list']:
        print('\n'.join(pictures))
        return
    if len(arguments) != 1 or arguments[0].startswith('-'):
        raise SystemExit(__doc__)
    folder = arguments[0]
    os.makedirs(folder, exist_ok=True)
    jobs = [(os.path.join(folder, n), n, w) for n, w in pictures.items()
            if not is_current(os.path.join(folder, n))]
    with multiprocessing.Pool() as pool:
        for _ in pool.imap_unordered(render, jobs, chunksize=4):
            pass
    print(f'{len(jobs)} of {len(pictures)} pictures drawn in {folder}')


if __name__ == '__main__':
    main(sys.argv[1:])
