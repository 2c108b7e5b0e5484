# expect: ending = finished
# expect: loses = none
"""All of the semester in one file."""
import numpy as np

def exercise_0(a, b=0):
    """Exercise 0: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 0
    return total

def exercise_1(a, b=1):
    """Exercise 1: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 37
    return total

def exercise_2(a, b=2):
    """Exercise 2: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 74
    return total

def exercise_3(a, b=3):
    """Exercise 3: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 10
    return total

def exercise_4(a, b=4):
    """Exercise 4: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 47
    return total

def exercise_5(a, b=5):
    """Exercise 5: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 84
    return total

def exercise_6(a, b=6):
    """Exercise 6: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 20
    return total

def exercise_7(a, b=7):
    """Exercise 7: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 57
    return total

def exercise_8(a, b=8):
    """Exercise 8: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 94
    return total

def exercise_9(a, b=9):
    """Exercise 9: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 30
    return total

def exercise_10(a, b=10):
    """Exercise 10: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 67
    return total

def exercise_11(a, b=11):
    """Exercise 11: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 3
    return total

def exercise_12(a, b=12):
    """Exercise 12: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 40
    return total

def exercise_13(a, b=13):
    """Exercise 13: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 77
    return total

def exercise_14(a, b=14):
    """Exercise 14: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 13
    return total

def exercise_15(a, b=15):
    """Exercise 15: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 50
    return total

def exercise_16(a, b=16):
    """Exercise 16: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 87
    return total

def exercise_17(a, b=17):
    """Exercise 17: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 23
    return total

def exercise_18(a, b=18):
    """Exercise 18: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 60
    return total

def exercise_19(a, b=19):
    """Exercise 19: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 97
    return total

def exercise_20(a, b=20):
    """Exercise 20: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 33
    return total

def exercise_21(a, b=21):
    """Exercise 21: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 70
    return total

def exercise_22(a, b=22):
    """Exercise 22: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 6
    return total

def exercise_23(a, b=23):
    """Exercise 23: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 43
    return total

def exercise_24(a, b=24):
    """Exercise 24: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 80
    return total

def exercise_25(a, b=25):
    """Exercise 25: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 16
    return total

def exercise_26(a, b=26):
    """Exercise 26: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 53
    return total

def exercise_27(a, b=27):
    """Exercise 27: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 90
    return total

def exercise_28(a, b=28):
    """Exercise 28: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 26
    return total

def exercise_29(a, b=29):
    """Exercise 29: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 63
    return total

def exercise_30(a, b=30):
    """Exercise 30: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 100
    return total

def exercise_31(a, b=31):
    """Exercise 31: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 36
    return total

def exercise_32(a, b=32):
    """Exercise 32: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 73
    return total

def exercise_33(a, b=33):
    """Exercise 33: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 9
    return total

def exercise_34(a, b=34):
    """Exercise 34: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 46
    return total

def exercise_35(a, b=35):
    """Exercise 35: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 83
    return total

def exercise_36(a, b=36):
    """Exercise 36: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 19
    return total

def exercise_37(a, b=37):
    """Exercise 37: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 56
    return total

def exercise_38(a, b=38):
    """Exercise 38: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 93
    return total

def exercise_39(a, b=39):
    """Exercise 39: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 29
    return total

def exercise_40(a, b=40):
    """Exercise 40: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 66
    return total

def exercise_41(a, b=41):
    """Exercise 41: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 2
    return total

def exercise_42(a, b=42):
    """Exercise 42: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 39
    return total

def exercise_43(a, b=43):
    """Exercise 43: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 76
    return total

def exercise_44(a, b=44):
    """Exercise 44: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 12
    return total

def exercise_45(a, b=45):
    """Exercise 45: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 49
    return total

def exercise_46(a, b=46):
    """Exercise 46: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 86
    return total

def exercise_47(a, b=47):
    """Exercise 47: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 22
    return total

def exercise_48(a, b=48):
    """Exercise 48: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 59
    return total

def exercise_49(a, b=49):
    """Exercise 49: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 96
    return total

def exercise_50(a, b=50):
    """Exercise 50: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 32
    return total

def exercise_51(a, b=51):
    """Exercise 51: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 69
    return total

def exercise_52(a, b=52):
    """Exercise 52: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 5
    return total

def exercise_53(a, b=53):
    """Exercise 53: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 42
    return total

def exercise_54(a, b=54):
    """Exercise 54: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 79
    return total

def exercise_55(a, b=55):
    """Exercise 55: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 15
    return total

def exercise_56(a, b=56):
    """Exercise 56: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 52
    return total

def exercise_57(a, b=57):
    """Exercise 57: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 89
    return total

def exercise_58(a, b=58):
    """Exercise 58: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 25
    return total

def exercise_59(a, b=59):
    """Exercise 59: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 62
    return total

def exercise_60(a, b=60):
    """Exercise 60: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 99
    return total

def exercise_61(a, b=61):
    """Exercise 61: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 35
    return total

def exercise_62(a, b=62):
    """Exercise 62: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 72
    return total

def exercise_63(a, b=63):
    """Exercise 63: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 8
    return total

def exercise_64(a, b=64):
    """Exercise 64: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 45
    return total

def exercise_65(a, b=65):
    """Exercise 65: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 82
    return total

def exercise_66(a, b=66):
    """Exercise 66: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 18
    return total

def exercise_67(a, b=67):
    """Exercise 67: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 55
    return total

def exercise_68(a, b=68):
    """Exercise 68: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 92
    return total

def exercise_69(a, b=69):
    """Exercise 69: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 28
    return total

def exercise_70(a, b=70):
    """Exercise 70: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 65
    return total

def exercise_71(a, b=71):
    """Exercise 71: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 1
    return total

def exercise_72(a, b=72):
    """Exercise 72: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 38
    return total

def exercise_73(a, b=73):
    """Exercise 73: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 75
    return total

def exercise_74(a, b=74):
    """Exercise 74: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 11
    return total

def exercise_75(a, b=75):
    """Exercise 75: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 48
    return total

def exercise_76(a, b=76):
    """Exercise 76: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 85
    return total

def exercise_77(a, b=77):
    """Exercise 77: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 21
    return total

def exercise_78(a, b=78):
    """Exercise 78: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 58
    return total

def exercise_79(a, b=79):
    """Exercise 79: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 95
    return total

def exercise_80(a, b=80):
    """Exercise 80: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 31
    return total

def exercise_81(a, b=81):
    """Exercise 81: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 68
    return total

def exercise_82(a, b=82):
    """Exercise 82: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 4
    return total

def exercise_83(a, b=83):
    """Exercise 83: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 41
    return total

def exercise_84(a, b=84):
    """Exercise 84: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 78
    return total

def exercise_85(a, b=85):
    """Exercise 85: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 14
    return total

def exercise_86(a, b=86):
    """Exercise 86: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 51
    return total

def exercise_87(a, b=87):
    """Exercise 87: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 88
    return total

def exercise_88(a, b=88):
    """Exercise 88: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 24
    return total

def exercise_89(a, b=89):
    """Exercise 89: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 61
    return total

def exercise_90(a, b=90):
    """Exercise 90: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 98
    return total

def exercise_91(a, b=91):
    """Exercise 91: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 34
    return total

def exercise_92(a, b=92):
    """Exercise 92: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 71
    return total

def exercise_93(a, b=93):
    """Exercise 93: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 7
    return total

def exercise_94(a, b=94):
    """Exercise 94: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 44
    return total

def exercise_95(a, b=95):
    """Exercise 95: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 81
    return total

def exercise_96(a, b=96):
    """Exercise 96: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 17
    return total

def exercise_97(a, b=97):
    """Exercise 97: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 54
    return total

def exercise_98(a, b=98):
    """Exercise 98: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 91
    return total

def exercise_99(a, b=99):
    """Exercise 99: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 27
    return total

def exercise_100(a, b=100):
    """Exercise 100: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 64
    return total

def exercise_101(a, b=101):
    """Exercise 101: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 0
    return total

def exercise_102(a, b=102):
    """Exercise 102: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 37
    return total

def exercise_103(a, b=103):
    """Exercise 103: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 74
    return total

def exercise_104(a, b=104):
    """Exercise 104: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 10
    return total

def exercise_105(a, b=105):
    """Exercise 105: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 47
    return total

def exercise_106(a, b=106):
    """Exercise 106: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 84
    return total

def exercise_107(a, b=107):
    """Exercise 107: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 20
    return total

def exercise_108(a, b=108):
    """Exercise 108: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 57
    return total

def exercise_109(a, b=109):
    """Exercise 109: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 94
    return total

def exercise_110(a, b=110):
    """Exercise 110: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 30
    return total

def exercise_111(a, b=111):
    """Exercise 111: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 67
    return total

def exercise_112(a, b=112):
    """Exercise 112: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 3
    return total

def exercise_113(a, b=113):
    """Exercise 113: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 40
    return total

def exercise_114(a, b=114):
    """Exercise 114: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 77
    return total

def exercise_115(a, b=115):
    """Exercise 115: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 13
    return total

def exercise_116(a, b=116):
    """Exercise 116: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 50
    return total

def exercise_117(a, b=117):
    """Exercise 117: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 87
    return total

def exercise_118(a, b=118):
    """Exercise 118: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 23
    return total

def exercise_119(a, b=119):
    """Exercise 119: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 60
    return total

def exercise_120(a, b=120):
    """Exercise 120: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 97
    return total

def exercise_121(a, b=121):
    """Exercise 121: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 33
    return total

def exercise_122(a, b=122):
    """Exercise 122: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 70
    return total

def exercise_123(a, b=123):
    """Exercise 123: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 6
    return total

def exercise_124(a, b=124):
    """Exercise 124: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 43
    return total

def exercise_125(a, b=125):
    """Exercise 125: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 80
    return total

def exercise_126(a, b=126):
    """Exercise 126: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 16
    return total

def exercise_127(a, b=127):
    """Exercise 127: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 53
    return total

def exercise_128(a, b=128):
    """Exercise 128: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 90
    return total

def exercise_129(a, b=129):
    """Exercise 129: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 26
    return total

def exercise_130(a, b=130):
    """Exercise 130: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 63
    return total

def exercise_131(a, b=131):
    """Exercise 131: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 100
    return total

def exercise_132(a, b=132):
    """Exercise 132: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 36
    return total

def exercise_133(a, b=133):
    """Exercise 133: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 73
    return total

def exercise_134(a, b=134):
    """Exercise 134: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 9
    return total

def exercise_135(a, b=135):
    """Exercise 135: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 46
    return total

def exercise_136(a, b=136):
    """Exercise 136: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 83
    return total

def exercise_137(a, b=137):
    """Exercise 137: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 19
    return total

def exercise_138(a, b=138):
    """Exercise 138: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 56
    return total

def exercise_139(a, b=139):
    """Exercise 139: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 93
    return total

def exercise_140(a, b=140):
    """Exercise 140: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 29
    return total

def exercise_141(a, b=141):
    """Exercise 141: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 66
    return total

def exercise_142(a, b=142):
    """Exercise 142: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 2
    return total

def exercise_143(a, b=143):
    """Exercise 143: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 39
    return total

def exercise_144(a, b=144):
    """Exercise 144: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 76
    return total

def exercise_145(a, b=145):
    """Exercise 145: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 12
    return total

def exercise_146(a, b=146):
    """Exercise 146: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 49
    return total

def exercise_147(a, b=147):
    """Exercise 147: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 86
    return total

def exercise_148(a, b=148):
    """Exercise 148: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 22
    return total

def exercise_149(a, b=149):
    """Exercise 149: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 59
    return total

def exercise_150(a, b=150):
    """Exercise 150: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 96
    return total

def exercise_151(a, b=151):
    """Exercise 151: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 32
    return total

def exercise_152(a, b=152):
    """Exercise 152: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 69
    return total

def exercise_153(a, b=153):
    """Exercise 153: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 5
    return total

def exercise_154(a, b=154):
    """Exercise 154: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 42
    return total

def exercise_155(a, b=155):
    """Exercise 155: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 79
    return total

def exercise_156(a, b=156):
    """Exercise 156: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 15
    return total

def exercise_157(a, b=157):
    """Exercise 157: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 52
    return total

def exercise_158(a, b=158):
    """Exercise 158: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 89
    return total

def exercise_159(a, b=159):
    """Exercise 159: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 25
    return total

def exercise_160(a, b=160):
    """Exercise 160: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 62
    return total

def exercise_161(a, b=161):
    """Exercise 161: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 99
    return total

def exercise_162(a, b=162):
    """Exercise 162: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 35
    return total

def exercise_163(a, b=163):
    """Exercise 163: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 72
    return total

def exercise_164(a, b=164):
    """Exercise 164: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 8
    return total

def exercise_165(a, b=165):
    """Exercise 165: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 45
    return total

def exercise_166(a, b=166):
    """Exercise 166: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 82
    return total

def exercise_167(a, b=167):
    """Exercise 167: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 18
    return total

def exercise_168(a, b=168):
    """Exercise 168: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 55
    return total

def exercise_169(a, b=169):
    """Exercise 169: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 92
    return total

def exercise_170(a, b=170):
    """Exercise 170: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 28
    return total

def exercise_171(a, b=171):
    """Exercise 171: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 65
    return total

def exercise_172(a, b=172):
    """Exercise 172: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 1
    return total

def exercise_173(a, b=173):
    """Exercise 173: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 38
    return total

def exercise_174(a, b=174):
    """Exercise 174: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 75
    return total

def exercise_175(a, b=175):
    """Exercise 175: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 11
    return total

def exercise_176(a, b=176):
    """Exercise 176: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 48
    return total

def exercise_177(a, b=177):
    """Exercise 177: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 85
    return total

def exercise_178(a, b=178):
    """Exercise 178: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 21
    return total

def exercise_179(a, b=179):
    """Exercise 179: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 58
    return total

def exercise_180(a, b=180):
    """Exercise 180: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 95
    return total

def exercise_181(a, b=181):
    """Exercise 181: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 31
    return total

def exercise_182(a, b=182):
    """Exercise 182: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 68
    return total

def exercise_183(a, b=183):
    """Exercise 183: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 4
    return total

def exercise_184(a, b=184):
    """Exercise 184: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 41
    return total

def exercise_185(a, b=185):
    """Exercise 185: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 78
    return total

def exercise_186(a, b=186):
    """Exercise 186: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 14
    return total

def exercise_187(a, b=187):
    """Exercise 187: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 51
    return total

def exercise_188(a, b=188):
    """Exercise 188: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 88
    return total

def exercise_189(a, b=189):
    """Exercise 189: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 24
    return total

def exercise_190(a, b=190):
    """Exercise 190: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 61
    return total

def exercise_191(a, b=191):
    """Exercise 191: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 98
    return total

def exercise_192(a, b=192):
    """Exercise 192: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 34
    return total

def exercise_193(a, b=193):
    """Exercise 193: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 71
    return total

def exercise_194(a, b=194):
    """Exercise 194: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 7
    return total

def exercise_195(a, b=195):
    """Exercise 195: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 44
    return total

def exercise_196(a, b=196):
    """Exercise 196: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 81
    return total

def exercise_197(a, b=197):
    """Exercise 197: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 17
    return total

def exercise_198(a, b=198):
    """Exercise 198: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 54
    return total

def exercise_199(a, b=199):
    """Exercise 199: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 91
    return total

def exercise_200(a, b=200):
    """Exercise 200: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 27
    return total

def exercise_201(a, b=201):
    """Exercise 201: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 64
    return total

def exercise_202(a, b=202):
    """Exercise 202: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 0
    return total

def exercise_203(a, b=203):
    """Exercise 203: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 37
    return total

def exercise_204(a, b=204):
    """Exercise 204: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 74
    return total

def exercise_205(a, b=205):
    """Exercise 205: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 10
    return total

def exercise_206(a, b=206):
    """Exercise 206: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 47
    return total

def exercise_207(a, b=207):
    """Exercise 207: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 84
    return total

def exercise_208(a, b=208):
    """Exercise 208: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 20
    return total

def exercise_209(a, b=209):
    """Exercise 209: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 57
    return total

def exercise_210(a, b=210):
    """Exercise 210: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 94
    return total

def exercise_211(a, b=211):
    """Exercise 211: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 30
    return total

def exercise_212(a, b=212):
    """Exercise 212: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 67
    return total

def exercise_213(a, b=213):
    """Exercise 213: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 3
    return total

def exercise_214(a, b=214):
    """Exercise 214: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 40
    return total

def exercise_215(a, b=215):
    """Exercise 215: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 77
    return total

def exercise_216(a, b=216):
    """Exercise 216: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 13
    return total

def exercise_217(a, b=217):
    """Exercise 217: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 50
    return total

def exercise_218(a, b=218):
    """Exercise 218: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 87
    return total

def exercise_219(a, b=219):
    """Exercise 219: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 23
    return total

def exercise_220(a, b=220):
    """Exercise 220: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 60
    return total

def exercise_221(a, b=221):
    """Exercise 221: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 97
    return total

def exercise_222(a, b=222):
    """Exercise 222: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 33
    return total

def exercise_223(a, b=223):
    """Exercise 223: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 70
    return total

def exercise_224(a, b=224):
    """Exercise 224: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 6
    return total

def exercise_225(a, b=225):
    """Exercise 225: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 43
    return total

def exercise_226(a, b=226):
    """Exercise 226: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 80
    return total

def exercise_227(a, b=227):
    """Exercise 227: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 16
    return total

def exercise_228(a, b=228):
    """Exercise 228: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 53
    return total

def exercise_229(a, b=229):
    """Exercise 229: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 90
    return total

def exercise_230(a, b=230):
    """Exercise 230: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 26
    return total

def exercise_231(a, b=231):
    """Exercise 231: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 63
    return total

def exercise_232(a, b=232):
    """Exercise 232: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 100
    return total

def exercise_233(a, b=233):
    """Exercise 233: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 36
    return total

def exercise_234(a, b=234):
    """Exercise 234: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 73
    return total

def exercise_235(a, b=235):
    """Exercise 235: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 9
    return total

def exercise_236(a, b=236):
    """Exercise 236: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 46
    return total

def exercise_237(a, b=237):
    """Exercise 237: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 83
    return total

def exercise_238(a, b=238):
    """Exercise 238: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 19
    return total

def exercise_239(a, b=239):
    """Exercise 239: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 56
    return total

def exercise_240(a, b=240):
    """Exercise 240: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 93
    return total

def exercise_241(a, b=241):
    """Exercise 241: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 29
    return total

def exercise_242(a, b=242):
    """Exercise 242: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 66
    return total

def exercise_243(a, b=243):
    """Exercise 243: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 2
    return total

def exercise_244(a, b=244):
    """Exercise 244: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 39
    return total

def exercise_245(a, b=245):
    """Exercise 245: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 76
    return total

def exercise_246(a, b=246):
    """Exercise 246: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 12
    return total

def exercise_247(a, b=247):
    """Exercise 247: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 49
    return total

def exercise_248(a, b=248):
    """Exercise 248: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 86
    return total

def exercise_249(a, b=249):
    """Exercise 249: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 22
    return total

def exercise_250(a, b=250):
    """Exercise 250: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 59
    return total

def exercise_251(a, b=251):
    """Exercise 251: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 96
    return total

def exercise_252(a, b=252):
    """Exercise 252: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 32
    return total

def exercise_253(a, b=253):
    """Exercise 253: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 69
    return total

def exercise_254(a, b=254):
    """Exercise 254: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 5
    return total

def exercise_255(a, b=255):
    """Exercise 255: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 42
    return total

def exercise_256(a, b=256):
    """Exercise 256: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 79
    return total

def exercise_257(a, b=257):
    """Exercise 257: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 15
    return total

def exercise_258(a, b=258):
    """Exercise 258: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 52
    return total

def exercise_259(a, b=259):
    """Exercise 259: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 89
    return total

def exercise_260(a, b=260):
    """Exercise 260: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 25
    return total

def exercise_261(a, b=261):
    """Exercise 261: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 62
    return total

def exercise_262(a, b=262):
    """Exercise 262: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 99
    return total

def exercise_263(a, b=263):
    """Exercise 263: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 35
    return total

def exercise_264(a, b=264):
    """Exercise 264: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 72
    return total

def exercise_265(a, b=265):
    """Exercise 265: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 8
    return total

def exercise_266(a, b=266):
    """Exercise 266: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 45
    return total

def exercise_267(a, b=267):
    """Exercise 267: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 82
    return total

def exercise_268(a, b=268):
    """Exercise 268: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 18
    return total

def exercise_269(a, b=269):
    """Exercise 269: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 55
    return total

def exercise_270(a, b=270):
    """Exercise 270: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 92
    return total

def exercise_271(a, b=271):
    """Exercise 271: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 28
    return total

def exercise_272(a, b=272):
    """Exercise 272: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 65
    return total

def exercise_273(a, b=273):
    """Exercise 273: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 1
    return total

def exercise_274(a, b=274):
    """Exercise 274: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 38
    return total

def exercise_275(a, b=275):
    """Exercise 275: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 75
    return total

def exercise_276(a, b=276):
    """Exercise 276: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 11
    return total

def exercise_277(a, b=277):
    """Exercise 277: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 48
    return total

def exercise_278(a, b=278):
    """Exercise 278: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 85
    return total

def exercise_279(a, b=279):
    """Exercise 279: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 21
    return total

def exercise_280(a, b=280):
    """Exercise 280: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 58
    return total

def exercise_281(a, b=281):
    """Exercise 281: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 95
    return total

def exercise_282(a, b=282):
    """Exercise 282: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 31
    return total

def exercise_283(a, b=283):
    """Exercise 283: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 68
    return total

def exercise_284(a, b=284):
    """Exercise 284: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 4
    return total

def exercise_285(a, b=285):
    """Exercise 285: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 41
    return total

def exercise_286(a, b=286):
    """Exercise 286: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 78
    return total

def exercise_287(a, b=287):
    """Exercise 287: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 14
    return total

def exercise_288(a, b=288):
    """Exercise 288: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 51
    return total

def exercise_289(a, b=289):
    """Exercise 289: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 88
    return total

def exercise_290(a, b=290):
    """Exercise 290: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 24
    return total

def exercise_291(a, b=291):
    """Exercise 291: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 61
    return total

def exercise_292(a, b=292):
    """Exercise 292: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 98
    return total

def exercise_293(a, b=293):
    """Exercise 293: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 34
    return total

def exercise_294(a, b=294):
    """Exercise 294: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 71
    return total

def exercise_295(a, b=295):
    """Exercise 295: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 7
    return total

def exercise_296(a, b=296):
    """Exercise 296: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 44
    return total

def exercise_297(a, b=297):
    """Exercise 297: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 81
    return total

def exercise_298(a, b=298):
    """Exercise 298: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 17
    return total

def exercise_299(a, b=299):
    """Exercise 299: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 54
    return total

def exercise_300(a, b=300):
    """Exercise 300: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 91
    return total

def exercise_301(a, b=301):
    """Exercise 301: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 27
    return total

def exercise_302(a, b=302):
    """Exercise 302: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 64
    return total

def exercise_303(a, b=303):
    """Exercise 303: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 0
    return total

def exercise_304(a, b=304):
    """Exercise 304: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 37
    return total

def exercise_305(a, b=305):
    """Exercise 305: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 74
    return total

def exercise_306(a, b=306):
    """Exercise 306: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 10
    return total

def exercise_307(a, b=307):
    """Exercise 307: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 47
    return total

def exercise_308(a, b=308):
    """Exercise 308: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 84
    return total

def exercise_309(a, b=309):
    """Exercise 309: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 20
    return total

def exercise_310(a, b=310):
    """Exercise 310: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 57
    return total

def exercise_311(a, b=311):
    """Exercise 311: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 94
    return total

def exercise_312(a, b=312):
    """Exercise 312: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 30
    return total

def exercise_313(a, b=313):
    """Exercise 313: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 67
    return total

def exercise_314(a, b=314):
    """Exercise 314: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 3
    return total

def exercise_315(a, b=315):
    """Exercise 315: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 40
    return total

def exercise_316(a, b=316):
    """Exercise 316: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 77
    return total

def exercise_317(a, b=317):
    """Exercise 317: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 13
    return total

def exercise_318(a, b=318):
    """Exercise 318: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 50
    return total

def exercise_319(a, b=319):
    """Exercise 319: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 87
    return total

def exercise_320(a, b=320):
    """Exercise 320: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 23
    return total

def exercise_321(a, b=321):
    """Exercise 321: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 60
    return total

def exercise_322(a, b=322):
    """Exercise 322: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 97
    return total

def exercise_323(a, b=323):
    """Exercise 323: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 33
    return total

def exercise_324(a, b=324):
    """Exercise 324: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 70
    return total

def exercise_325(a, b=325):
    """Exercise 325: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 6
    return total

def exercise_326(a, b=326):
    """Exercise 326: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 43
    return total

def exercise_327(a, b=327):
    """Exercise 327: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 80
    return total

def exercise_328(a, b=328):
    """Exercise 328: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 16
    return total

def exercise_329(a, b=329):
    """Exercise 329: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 53
    return total

def exercise_330(a, b=330):
    """Exercise 330: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 90
    return total

def exercise_331(a, b=331):
    """Exercise 331: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 26
    return total

def exercise_332(a, b=332):
    """Exercise 332: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 63
    return total

def exercise_333(a, b=333):
    """Exercise 333: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 100
    return total

def exercise_334(a, b=334):
    """Exercise 334: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 36
    return total

def exercise_335(a, b=335):
    """Exercise 335: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 73
    return total

def exercise_336(a, b=336):
    """Exercise 336: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 9
    return total

def exercise_337(a, b=337):
    """Exercise 337: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 46
    return total

def exercise_338(a, b=338):
    """Exercise 338: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 83
    return total

def exercise_339(a, b=339):
    """Exercise 339: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 19
    return total

def exercise_340(a, b=340):
    """Exercise 340: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 56
    return total

def exercise_341(a, b=341):
    """Exercise 341: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 93
    return total

def exercise_342(a, b=342):
    """Exercise 342: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 29
    return total

def exercise_343(a, b=343):
    """Exercise 343: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 66
    return total

def exercise_344(a, b=344):
    """Exercise 344: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 2
    return total

def exercise_345(a, b=345):
    """Exercise 345: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 39
    return total

def exercise_346(a, b=346):
    """Exercise 346: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 76
    return total

def exercise_347(a, b=347):
    """Exercise 347: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 12
    return total

def exercise_348(a, b=348):
    """Exercise 348: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 49
    return total

def exercise_349(a, b=349):
    """Exercise 349: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 86
    return total

def exercise_350(a, b=350):
    """Exercise 350: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 22
    return total

def exercise_351(a, b=351):
    """Exercise 351: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 59
    return total

def exercise_352(a, b=352):
    """Exercise 352: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 96
    return total

def exercise_353(a, b=353):
    """Exercise 353: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 32
    return total

def exercise_354(a, b=354):
    """Exercise 354: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 69
    return total

def exercise_355(a, b=355):
    """Exercise 355: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 5
    return total

def exercise_356(a, b=356):
    """Exercise 356: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 42
    return total

def exercise_357(a, b=357):
    """Exercise 357: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 79
    return total

def exercise_358(a, b=358):
    """Exercise 358: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 15
    return total

def exercise_359(a, b=359):
    """Exercise 359: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 52
    return total

def exercise_360(a, b=360):
    """Exercise 360: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 89
    return total

def exercise_361(a, b=361):
    """Exercise 361: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 25
    return total

def exercise_362(a, b=362):
    """Exercise 362: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 62
    return total

def exercise_363(a, b=363):
    """Exercise 363: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 99
    return total

def exercise_364(a, b=364):
    """Exercise 364: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 35
    return total

def exercise_365(a, b=365):
    """Exercise 365: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 72
    return total

def exercise_366(a, b=366):
    """Exercise 366: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 8
    return total

def exercise_367(a, b=367):
    """Exercise 367: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 45
    return total

def exercise_368(a, b=368):
    """Exercise 368: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 82
    return total

def exercise_369(a, b=369):
    """Exercise 369: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 18
    return total

def exercise_370(a, b=370):
    """Exercise 370: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 55
    return total

def exercise_371(a, b=371):
    """Exercise 371: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 92
    return total

def exercise_372(a, b=372):
    """Exercise 372: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 28
    return total

def exercise_373(a, b=373):
    """Exercise 373: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 65
    return total

def exercise_374(a, b=374):
    """Exercise 374: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 1
    return total

def exercise_375(a, b=375):
    """Exercise 375: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 38
    return total

def exercise_376(a, b=376):
    """Exercise 376: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 75
    return total

def exercise_377(a, b=377):
    """Exercise 377: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 11
    return total

def exercise_378(a, b=378):
    """Exercise 378: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 48
    return total

def exercise_379(a, b=379):
    """Exercise 379: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 85
    return total

def exercise_380(a, b=380):
    """Exercise 380: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 21
    return total

def exercise_381(a, b=381):
    """Exercise 381: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 58
    return total

def exercise_382(a, b=382):
    """Exercise 382: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 95
    return total

def exercise_383(a, b=383):
    """Exercise 383: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 31
    return total

def exercise_384(a, b=384):
    """Exercise 384: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 68
    return total

def exercise_385(a, b=385):
    """Exercise 385: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 4
    return total

def exercise_386(a, b=386):
    """Exercise 386: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 41
    return total

def exercise_387(a, b=387):
    """Exercise 387: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 78
    return total

def exercise_388(a, b=388):
    """Exercise 388: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 14
    return total

def exercise_389(a, b=389):
    """Exercise 389: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 51
    return total

def exercise_390(a, b=390):
    """Exercise 390: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 88
    return total

def exercise_391(a, b=391):
    """Exercise 391: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 24
    return total

def exercise_392(a, b=392):
    """Exercise 392: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 61
    return total

def exercise_393(a, b=393):
    """Exercise 393: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 98
    return total

def exercise_394(a, b=394):
    """Exercise 394: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 34
    return total

def exercise_395(a, b=395):
    """Exercise 395: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 71
    return total

def exercise_396(a, b=396):
    """Exercise 396: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 7
    return total

def exercise_397(a, b=397):
    """Exercise 397: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 44
    return total

def exercise_398(a, b=398):
    """Exercise 398: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 81
    return total

def exercise_399(a, b=399):
    """Exercise 399: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 17
    return total

def exercise_400(a, b=400):
    """Exercise 400: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 54
    return total

def exercise_401(a, b=401):
    """Exercise 401: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 91
    return total

def exercise_402(a, b=402):
    """Exercise 402: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 27
    return total

def exercise_403(a, b=403):
    """Exercise 403: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 64
    return total

def exercise_404(a, b=404):
    """Exercise 404: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 0
    return total

def exercise_405(a, b=405):
    """Exercise 405: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 37
    return total

def exercise_406(a, b=406):
    """Exercise 406: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 74
    return total

def exercise_407(a, b=407):
    """Exercise 407: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 10
    return total

def exercise_408(a, b=408):
    """Exercise 408: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 47
    return total

def exercise_409(a, b=409):
    """Exercise 409: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 84
    return total

def exercise_410(a, b=410):
    """Exercise 410: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 20
    return total

def exercise_411(a, b=411):
    """Exercise 411: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 57
    return total

def exercise_412(a, b=412):
    """Exercise 412: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 94
    return total

def exercise_413(a, b=413):
    """Exercise 413: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 30
    return total

def exercise_414(a, b=414):
    """Exercise 414: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 67
    return total

def exercise_415(a, b=415):
    """Exercise 415: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 3
    return total

def exercise_416(a, b=416):
    """Exercise 416: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 40
    return total

def exercise_417(a, b=417):
    """Exercise 417: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 77
    return total

def exercise_418(a, b=418):
    """Exercise 418: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 13
    return total

def exercise_419(a, b=419):
    """Exercise 419: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 50
    return total

def exercise_420(a, b=420):
    """Exercise 420: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 87
    return total

def exercise_421(a, b=421):
    """Exercise 421: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 23
    return total

def exercise_422(a, b=422):
    """Exercise 422: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 60
    return total

def exercise_423(a, b=423):
    """Exercise 423: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 97
    return total

def exercise_424(a, b=424):
    """Exercise 424: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 33
    return total

def exercise_425(a, b=425):
    """Exercise 425: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 70
    return total

def exercise_426(a, b=426):
    """Exercise 426: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 6
    return total

def exercise_427(a, b=427):
    """Exercise 427: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 43
    return total

def exercise_428(a, b=428):
    """Exercise 428: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 80
    return total

def exercise_429(a, b=429):
    """Exercise 429: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 16
    return total

def exercise_430(a, b=430):
    """Exercise 430: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 53
    return total

def exercise_431(a, b=431):
    """Exercise 431: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 90
    return total

def exercise_432(a, b=432):
    """Exercise 432: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 26
    return total

def exercise_433(a, b=433):
    """Exercise 433: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 63
    return total

def exercise_434(a, b=434):
    """Exercise 434: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 100
    return total

def exercise_435(a, b=435):
    """Exercise 435: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 36
    return total

def exercise_436(a, b=436):
    """Exercise 436: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 73
    return total

def exercise_437(a, b=437):
    """Exercise 437: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 9
    return total

def exercise_438(a, b=438):
    """Exercise 438: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 46
    return total

def exercise_439(a, b=439):
    """Exercise 439: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 83
    return total

def exercise_440(a, b=440):
    """Exercise 440: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 19
    return total

def exercise_441(a, b=441):
    """Exercise 441: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 56
    return total

def exercise_442(a, b=442):
    """Exercise 442: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 93
    return total

def exercise_443(a, b=443):
    """Exercise 443: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 29
    return total

def exercise_444(a, b=444):
    """Exercise 444: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 66
    return total

def exercise_445(a, b=445):
    """Exercise 445: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 2
    return total

def exercise_446(a, b=446):
    """Exercise 446: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 39
    return total

def exercise_447(a, b=447):
    """Exercise 447: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 76
    return total

def exercise_448(a, b=448):
    """Exercise 448: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 12
    return total

def exercise_449(a, b=449):
    """Exercise 449: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 49
    return total

def exercise_450(a, b=450):
    """Exercise 450: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 86
    return total

def exercise_451(a, b=451):
    """Exercise 451: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 22
    return total

def exercise_452(a, b=452):
    """Exercise 452: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 59
    return total

def exercise_453(a, b=453):
    """Exercise 453: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 96
    return total

def exercise_454(a, b=454):
    """Exercise 454: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 32
    return total

def exercise_455(a, b=455):
    """Exercise 455: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 69
    return total

def exercise_456(a, b=456):
    """Exercise 456: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 5
    return total

def exercise_457(a, b=457):
    """Exercise 457: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 42
    return total

def exercise_458(a, b=458):
    """Exercise 458: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 79
    return total

def exercise_459(a, b=459):
    """Exercise 459: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 15
    return total

def exercise_460(a, b=460):
    """Exercise 460: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 52
    return total

def exercise_461(a, b=461):
    """Exercise 461: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 89
    return total

def exercise_462(a, b=462):
    """Exercise 462: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 25
    return total

def exercise_463(a, b=463):
    """Exercise 463: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 62
    return total

def exercise_464(a, b=464):
    """Exercise 464: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 99
    return total

def exercise_465(a, b=465):
    """Exercise 465: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 35
    return total

def exercise_466(a, b=466):
    """Exercise 466: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 72
    return total

def exercise_467(a, b=467):
    """Exercise 467: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 8
    return total

def exercise_468(a, b=468):
    """Exercise 468: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 45
    return total

def exercise_469(a, b=469):
    """Exercise 469: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 82
    return total

def exercise_470(a, b=470):
    """Exercise 470: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 18
    return total

def exercise_471(a, b=471):
    """Exercise 471: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 55
    return total

def exercise_472(a, b=472):
    """Exercise 472: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 92
    return total

def exercise_473(a, b=473):
    """Exercise 473: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 28
    return total

def exercise_474(a, b=474):
    """Exercise 474: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 65
    return total

def exercise_475(a, b=475):
    """Exercise 475: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 1
    return total

def exercise_476(a, b=476):
    """Exercise 476: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 38
    return total

def exercise_477(a, b=477):
    """Exercise 477: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 75
    return total

def exercise_478(a, b=478):
    """Exercise 478: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 11
    return total

def exercise_479(a, b=479):
    """Exercise 479: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 48
    return total

def exercise_480(a, b=480):
    """Exercise 480: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 85
    return total

def exercise_481(a, b=481):
    """Exercise 481: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 21
    return total

def exercise_482(a, b=482):
    """Exercise 482: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 58
    return total

def exercise_483(a, b=483):
    """Exercise 483: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 95
    return total

def exercise_484(a, b=484):
    """Exercise 484: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 31
    return total

def exercise_485(a, b=485):
    """Exercise 485: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 68
    return total

def exercise_486(a, b=486):
    """Exercise 486: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 4
    return total

def exercise_487(a, b=487):
    """Exercise 487: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 41
    return total

def exercise_488(a, b=488):
    """Exercise 488: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 78
    return total

def exercise_489(a, b=489):
    """Exercise 489: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 14
    return total

def exercise_490(a, b=490):
    """Exercise 490: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 51
    return total

def exercise_491(a, b=491):
    """Exercise 491: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 88
    return total

def exercise_492(a, b=492):
    """Exercise 492: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 24
    return total

def exercise_493(a, b=493):
    """Exercise 493: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 61
    return total

def exercise_494(a, b=494):
    """Exercise 494: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 98
    return total

def exercise_495(a, b=495):
    """Exercise 495: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 34
    return total

def exercise_496(a, b=496):
    """Exercise 496: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 71
    return total

def exercise_497(a, b=497):
    """Exercise 497: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 7
    return total

def exercise_498(a, b=498):
    """Exercise 498: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 44
    return total

def exercise_499(a, b=499):
    """Exercise 499: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 81
    return total

def exercise_500(a, b=500):
    """Exercise 500: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 17
    return total

def exercise_501(a, b=501):
    """Exercise 501: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 54
    return total

def exercise_502(a, b=502):
    """Exercise 502: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 91
    return total

def exercise_503(a, b=503):
    """Exercise 503: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 27
    return total

def exercise_504(a, b=504):
    """Exercise 504: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 64
    return total

def exercise_505(a, b=505):
    """Exercise 505: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 0
    return total

def exercise_506(a, b=506):
    """Exercise 506: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 37
    return total

def exercise_507(a, b=507):
    """Exercise 507: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 74
    return total

def exercise_508(a, b=508):
    """Exercise 508: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 10
    return total

def exercise_509(a, b=509):
    """Exercise 509: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 47
    return total

def exercise_510(a, b=510):
    """Exercise 510: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 84
    return total

def exercise_511(a, b=511):
    """Exercise 511: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 20
    return total

def exercise_512(a, b=512):
    """Exercise 512: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 57
    return total

def exercise_513(a, b=513):
    """Exercise 513: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 94
    return total

def exercise_514(a, b=514):
    """Exercise 514: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 30
    return total

def exercise_515(a, b=515):
    """Exercise 515: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 67
    return total

def exercise_516(a, b=516):
    """Exercise 516: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 3
    return total

def exercise_517(a, b=517):
    """Exercise 517: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 40
    return total

def exercise_518(a, b=518):
    """Exercise 518: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 77
    return total

def exercise_519(a, b=519):
    """Exercise 519: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 13
    return total

def exercise_520(a, b=520):
    """Exercise 520: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 50
    return total

def exercise_521(a, b=521):
    """Exercise 521: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 87
    return total

def exercise_522(a, b=522):
    """Exercise 522: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 23
    return total

def exercise_523(a, b=523):
    """Exercise 523: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 60
    return total

def exercise_524(a, b=524):
    """Exercise 524: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 97
    return total

def exercise_525(a, b=525):
    """Exercise 525: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 33
    return total

def exercise_526(a, b=526):
    """Exercise 526: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 70
    return total

def exercise_527(a, b=527):
    """Exercise 527: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 6
    return total

def exercise_528(a, b=528):
    """Exercise 528: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 43
    return total

def exercise_529(a, b=529):
    """Exercise 529: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 80
    return total

def exercise_530(a, b=530):
    """Exercise 530: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 16
    return total

def exercise_531(a, b=531):
    """Exercise 531: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 53
    return total

def exercise_532(a, b=532):
    """Exercise 532: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 90
    return total

def exercise_533(a, b=533):
    """Exercise 533: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 26
    return total

def exercise_534(a, b=534):
    """Exercise 534: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 63
    return total

def exercise_535(a, b=535):
    """Exercise 535: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 100
    return total

def exercise_536(a, b=536):
    """Exercise 536: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 36
    return total

def exercise_537(a, b=537):
    """Exercise 537: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 73
    return total

def exercise_538(a, b=538):
    """Exercise 538: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 9
    return total

def exercise_539(a, b=539):
    """Exercise 539: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 46
    return total

def exercise_540(a, b=540):
    """Exercise 540: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 83
    return total

def exercise_541(a, b=541):
    """Exercise 541: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 19
    return total

def exercise_542(a, b=542):
    """Exercise 542: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 56
    return total

def exercise_543(a, b=543):
    """Exercise 543: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 93
    return total

def exercise_544(a, b=544):
    """Exercise 544: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 29
    return total

def exercise_545(a, b=545):
    """Exercise 545: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 66
    return total

def exercise_546(a, b=546):
    """Exercise 546: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 2
    return total

def exercise_547(a, b=547):
    """Exercise 547: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 39
    return total

def exercise_548(a, b=548):
    """Exercise 548: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 76
    return total

def exercise_549(a, b=549):
    """Exercise 549: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 12
    return total

def exercise_550(a, b=550):
    """Exercise 550: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 49
    return total

def exercise_551(a, b=551):
    """Exercise 551: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 86
    return total

def exercise_552(a, b=552):
    """Exercise 552: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 22
    return total

def exercise_553(a, b=553):
    """Exercise 553: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 59
    return total

def exercise_554(a, b=554):
    """Exercise 554: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 96
    return total

def exercise_555(a, b=555):
    """Exercise 555: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 32
    return total

def exercise_556(a, b=556):
    """Exercise 556: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 69
    return total

def exercise_557(a, b=557):
    """Exercise 557: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 5
    return total

def exercise_558(a, b=558):
    """Exercise 558: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 42
    return total

def exercise_559(a, b=559):
    """Exercise 559: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 79
    return total

def exercise_560(a, b=560):
    """Exercise 560: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 15
    return total

def exercise_561(a, b=561):
    """Exercise 561: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 52
    return total

def exercise_562(a, b=562):
    """Exercise 562: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 89
    return total

def exercise_563(a, b=563):
    """Exercise 563: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 25
    return total

def exercise_564(a, b=564):
    """Exercise 564: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 62
    return total

def exercise_565(a, b=565):
    """Exercise 565: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 99
    return total

def exercise_566(a, b=566):
    """Exercise 566: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 35
    return total

def exercise_567(a, b=567):
    """Exercise 567: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 72
    return total

def exercise_568(a, b=568):
    """Exercise 568: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 8
    return total

def exercise_569(a, b=569):
    """Exercise 569: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 45
    return total

def exercise_570(a, b=570):
    """Exercise 570: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 82
    return total

def exercise_571(a, b=571):
    """Exercise 571: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 18
    return total

def exercise_572(a, b=572):
    """Exercise 572: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 55
    return total

def exercise_573(a, b=573):
    """Exercise 573: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 92
    return total

def exercise_574(a, b=574):
    """Exercise 574: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 28
    return total

def exercise_575(a, b=575):
    """Exercise 575: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 65
    return total

def exercise_576(a, b=576):
    """Exercise 576: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 1
    return total

def exercise_577(a, b=577):
    """Exercise 577: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 38
    return total

def exercise_578(a, b=578):
    """Exercise 578: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 75
    return total

def exercise_579(a, b=579):
    """Exercise 579: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 11
    return total

def exercise_580(a, b=580):
    """Exercise 580: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 48
    return total

def exercise_581(a, b=581):
    """Exercise 581: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 85
    return total

def exercise_582(a, b=582):
    """Exercise 582: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 21
    return total

def exercise_583(a, b=583):
    """Exercise 583: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 58
    return total

def exercise_584(a, b=584):
    """Exercise 584: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 95
    return total

def exercise_585(a, b=585):
    """Exercise 585: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 31
    return total

def exercise_586(a, b=586):
    """Exercise 586: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 68
    return total

def exercise_587(a, b=587):
    """Exercise 587: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 4
    return total

def exercise_588(a, b=588):
    """Exercise 588: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 41
    return total

def exercise_589(a, b=589):
    """Exercise 589: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 78
    return total

def exercise_590(a, b=590):
    """Exercise 590: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 14
    return total

def exercise_591(a, b=591):
    """Exercise 591: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 51
    return total

def exercise_592(a, b=592):
    """Exercise 592: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 88
    return total

def exercise_593(a, b=593):
    """Exercise 593: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 24
    return total

def exercise_594(a, b=594):
    """Exercise 594: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 61
    return total

def exercise_595(a, b=595):
    """Exercise 595: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 98
    return total

def exercise_596(a, b=596):
    """Exercise 596: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 34
    return total

def exercise_597(a, b=597):
    """Exercise 597: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 71
    return total

def exercise_598(a, b=598):
    """Exercise 598: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 7
    return total

def exercise_599(a, b=599):
    """Exercise 599: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 44
    return total

def exercise_600(a, b=600):
    """Exercise 600: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 81
    return total

def exercise_601(a, b=601):
    """Exercise 601: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 17
    return total

def exercise_602(a, b=602):
    """Exercise 602: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 54
    return total

def exercise_603(a, b=603):
    """Exercise 603: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 91
    return total

def exercise_604(a, b=604):
    """Exercise 604: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 27
    return total

def exercise_605(a, b=605):
    """Exercise 605: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 64
    return total

def exercise_606(a, b=606):
    """Exercise 606: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 0
    return total

def exercise_607(a, b=607):
    """Exercise 607: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 37
    return total

def exercise_608(a, b=608):
    """Exercise 608: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 74
    return total

def exercise_609(a, b=609):
    """Exercise 609: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 10
    return total

def exercise_610(a, b=610):
    """Exercise 610: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 47
    return total

def exercise_611(a, b=611):
    """Exercise 611: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 84
    return total

def exercise_612(a, b=612):
    """Exercise 612: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 20
    return total

def exercise_613(a, b=613):
    """Exercise 613: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 57
    return total

def exercise_614(a, b=614):
    """Exercise 614: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 94
    return total

def exercise_615(a, b=615):
    """Exercise 615: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 30
    return total

def exercise_616(a, b=616):
    """Exercise 616: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 67
    return total

def exercise_617(a, b=617):
    """Exercise 617: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 3
    return total

def exercise_618(a, b=618):
    """Exercise 618: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 40
    return total

def exercise_619(a, b=619):
    """Exercise 619: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 77
    return total

def exercise_620(a, b=620):
    """Exercise 620: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 13
    return total

def exercise_621(a, b=621):
    """Exercise 621: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 50
    return total

def exercise_622(a, b=622):
    """Exercise 622: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 87
    return total

def exercise_623(a, b=623):
    """Exercise 623: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 23
    return total

def exercise_624(a, b=624):
    """Exercise 624: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 60
    return total

def exercise_625(a, b=625):
    """Exercise 625: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 97
    return total

def exercise_626(a, b=626):
    """Exercise 626: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 33
    return total

def exercise_627(a, b=627):
    """Exercise 627: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 70
    return total

def exercise_628(a, b=628):
    """Exercise 628: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 6
    return total

def exercise_629(a, b=629):
    """Exercise 629: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 43
    return total

def exercise_630(a, b=630):
    """Exercise 630: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 80
    return total

def exercise_631(a, b=631):
    """Exercise 631: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 16
    return total

def exercise_632(a, b=632):
    """Exercise 632: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 53
    return total

def exercise_633(a, b=633):
    """Exercise 633: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 90
    return total

def exercise_634(a, b=634):
    """Exercise 634: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 26
    return total

def exercise_635(a, b=635):
    """Exercise 635: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 63
    return total

def exercise_636(a, b=636):
    """Exercise 636: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 100
    return total

def exercise_637(a, b=637):
    """Exercise 637: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 36
    return total

def exercise_638(a, b=638):
    """Exercise 638: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 73
    return total

def exercise_639(a, b=639):
    """Exercise 639: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 9
    return total

def exercise_640(a, b=640):
    """Exercise 640: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 46
    return total

def exercise_641(a, b=641):
    """Exercise 641: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 83
    return total

def exercise_642(a, b=642):
    """Exercise 642: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 19
    return total

def exercise_643(a, b=643):
    """Exercise 643: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 56
    return total

def exercise_644(a, b=644):
    """Exercise 644: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 93
    return total

def exercise_645(a, b=645):
    """Exercise 645: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 29
    return total

def exercise_646(a, b=646):
    """Exercise 646: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 66
    return total

def exercise_647(a, b=647):
    """Exercise 647: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 2
    return total

def exercise_648(a, b=648):
    """Exercise 648: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 39
    return total

def exercise_649(a, b=649):
    """Exercise 649: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 76
    return total

def exercise_650(a, b=650):
    """Exercise 650: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 12
    return total

def exercise_651(a, b=651):
    """Exercise 651: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 49
    return total

def exercise_652(a, b=652):
    """Exercise 652: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 86
    return total

def exercise_653(a, b=653):
    """Exercise 653: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 22
    return total

def exercise_654(a, b=654):
    """Exercise 654: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 59
    return total

def exercise_655(a, b=655):
    """Exercise 655: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 96
    return total

def exercise_656(a, b=656):
    """Exercise 656: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 32
    return total

def exercise_657(a, b=657):
    """Exercise 657: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 69
    return total

def exercise_658(a, b=658):
    """Exercise 658: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 5
    return total

def exercise_659(a, b=659):
    """Exercise 659: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 42
    return total

def exercise_660(a, b=660):
    """Exercise 660: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 79
    return total

def exercise_661(a, b=661):
    """Exercise 661: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 15
    return total

def exercise_662(a, b=662):
    """Exercise 662: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 52
    return total

def exercise_663(a, b=663):
    """Exercise 663: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 89
    return total

def exercise_664(a, b=664):
    """Exercise 664: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 25
    return total

def exercise_665(a, b=665):
    """Exercise 665: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 62
    return total

def exercise_666(a, b=666):
    """Exercise 666: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 99
    return total

def exercise_667(a, b=667):
    """Exercise 667: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 35
    return total

def exercise_668(a, b=668):
    """Exercise 668: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 72
    return total

def exercise_669(a, b=669):
    """Exercise 669: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 8
    return total

def exercise_670(a, b=670):
    """Exercise 670: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 45
    return total

def exercise_671(a, b=671):
    """Exercise 671: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 82
    return total

def exercise_672(a, b=672):
    """Exercise 672: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 18
    return total

def exercise_673(a, b=673):
    """Exercise 673: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 55
    return total

def exercise_674(a, b=674):
    """Exercise 674: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 92
    return total

def exercise_675(a, b=675):
    """Exercise 675: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 28
    return total

def exercise_676(a, b=676):
    """Exercise 676: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 65
    return total

def exercise_677(a, b=677):
    """Exercise 677: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 1
    return total

def exercise_678(a, b=678):
    """Exercise 678: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 38
    return total

def exercise_679(a, b=679):
    """Exercise 679: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 75
    return total

def exercise_680(a, b=680):
    """Exercise 680: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 11
    return total

def exercise_681(a, b=681):
    """Exercise 681: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 48
    return total

def exercise_682(a, b=682):
    """Exercise 682: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 85
    return total

def exercise_683(a, b=683):
    """Exercise 683: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 21
    return total

def exercise_684(a, b=684):
    """Exercise 684: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 58
    return total

def exercise_685(a, b=685):
    """Exercise 685: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 95
    return total

def exercise_686(a, b=686):
    """Exercise 686: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 31
    return total

def exercise_687(a, b=687):
    """Exercise 687: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 68
    return total

def exercise_688(a, b=688):
    """Exercise 688: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 4
    return total

def exercise_689(a, b=689):
    """Exercise 689: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 41
    return total

def exercise_690(a, b=690):
    """Exercise 690: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 78
    return total

def exercise_691(a, b=691):
    """Exercise 691: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 14
    return total

def exercise_692(a, b=692):
    """Exercise 692: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 51
    return total

def exercise_693(a, b=693):
    """Exercise 693: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 88
    return total

def exercise_694(a, b=694):
    """Exercise 694: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 24
    return total

def exercise_695(a, b=695):
    """Exercise 695: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 61
    return total

def exercise_696(a, b=696):
    """Exercise 696: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 98
    return total

def exercise_697(a, b=697):
    """Exercise 697: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 34
    return total

def exercise_698(a, b=698):
    """Exercise 698: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 71
    return total

def exercise_699(a, b=699):
    """Exercise 699: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 7
    return total

def exercise_700(a, b=700):
    """Exercise 700: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 44
    return total

def exercise_701(a, b=701):
    """Exercise 701: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 81
    return total

def exercise_702(a, b=702):
    """Exercise 702: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 17
    return total

def exercise_703(a, b=703):
    """Exercise 703: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 54
    return total

def exercise_704(a, b=704):
    """Exercise 704: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 91
    return total

def exercise_705(a, b=705):
    """Exercise 705: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 27
    return total

def exercise_706(a, b=706):
    """Exercise 706: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 64
    return total

def exercise_707(a, b=707):
    """Exercise 707: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 0
    return total

def exercise_708(a, b=708):
    """Exercise 708: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 37
    return total

def exercise_709(a, b=709):
    """Exercise 709: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 74
    return total

def exercise_710(a, b=710):
    """Exercise 710: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 10
    return total

def exercise_711(a, b=711):
    """Exercise 711: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 47
    return total

def exercise_712(a, b=712):
    """Exercise 712: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 84
    return total

def exercise_713(a, b=713):
    """Exercise 713: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 20
    return total

def exercise_714(a, b=714):
    """Exercise 714: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 57
    return total

def exercise_715(a, b=715):
    """Exercise 715: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 94
    return total

def exercise_716(a, b=716):
    """Exercise 716: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 30
    return total

def exercise_717(a, b=717):
    """Exercise 717: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 67
    return total

def exercise_718(a, b=718):
    """Exercise 718: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 3
    return total

def exercise_719(a, b=719):
    """Exercise 719: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 40
    return total

def exercise_720(a, b=720):
    """Exercise 720: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 77
    return total

def exercise_721(a, b=721):
    """Exercise 721: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 13
    return total

def exercise_722(a, b=722):
    """Exercise 722: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 50
    return total

def exercise_723(a, b=723):
    """Exercise 723: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 87
    return total

def exercise_724(a, b=724):
    """Exercise 724: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 23
    return total

def exercise_725(a, b=725):
    """Exercise 725: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 60
    return total

def exercise_726(a, b=726):
    """Exercise 726: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 97
    return total

def exercise_727(a, b=727):
    """Exercise 727: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 33
    return total

def exercise_728(a, b=728):
    """Exercise 728: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 70
    return total

def exercise_729(a, b=729):
    """Exercise 729: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 6
    return total

def exercise_730(a, b=730):
    """Exercise 730: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 43
    return total

def exercise_731(a, b=731):
    """Exercise 731: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 80
    return total

def exercise_732(a, b=732):
    """Exercise 732: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 16
    return total

def exercise_733(a, b=733):
    """Exercise 733: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 53
    return total

def exercise_734(a, b=734):
    """Exercise 734: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 90
    return total

def exercise_735(a, b=735):
    """Exercise 735: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 26
    return total

def exercise_736(a, b=736):
    """Exercise 736: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 63
    return total

def exercise_737(a, b=737):
    """Exercise 737: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 100
    return total

def exercise_738(a, b=738):
    """Exercise 738: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 36
    return total

def exercise_739(a, b=739):
    """Exercise 739: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 73
    return total

def exercise_740(a, b=740):
    """Exercise 740: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 9
    return total

def exercise_741(a, b=741):
    """Exercise 741: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 46
    return total

def exercise_742(a, b=742):
    """Exercise 742: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 83
    return total

def exercise_743(a, b=743):
    """Exercise 743: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 19
    return total

def exercise_744(a, b=744):
    """Exercise 744: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 56
    return total

def exercise_745(a, b=745):
    """Exercise 745: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 93
    return total

def exercise_746(a, b=746):
    """Exercise 746: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 29
    return total

def exercise_747(a, b=747):
    """Exercise 747: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 66
    return total

def exercise_748(a, b=748):
    """Exercise 748: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 2
    return total

def exercise_749(a, b=749):
    """Exercise 749: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 39
    return total

def exercise_750(a, b=750):
    """Exercise 750: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 76
    return total

def exercise_751(a, b=751):
    """Exercise 751: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 12
    return total

def exercise_752(a, b=752):
    """Exercise 752: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 49
    return total

def exercise_753(a, b=753):
    """Exercise 753: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 86
    return total

def exercise_754(a, b=754):
    """Exercise 754: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 22
    return total

def exercise_755(a, b=755):
    """Exercise 755: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 59
    return total

def exercise_756(a, b=756):
    """Exercise 756: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 96
    return total

def exercise_757(a, b=757):
    """Exercise 757: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 32
    return total

def exercise_758(a, b=758):
    """Exercise 758: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 69
    return total

def exercise_759(a, b=759):
    """Exercise 759: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 5
    return total

def exercise_760(a, b=760):
    """Exercise 760: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 42
    return total

def exercise_761(a, b=761):
    """Exercise 761: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 79
    return total

def exercise_762(a, b=762):
    """Exercise 762: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 15
    return total

def exercise_763(a, b=763):
    """Exercise 763: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 52
    return total

def exercise_764(a, b=764):
    """Exercise 764: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 89
    return total

def exercise_765(a, b=765):
    """Exercise 765: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 25
    return total

def exercise_766(a, b=766):
    """Exercise 766: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 62
    return total

def exercise_767(a, b=767):
    """Exercise 767: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 99
    return total

def exercise_768(a, b=768):
    """Exercise 768: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 35
    return total

def exercise_769(a, b=769):
    """Exercise 769: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 72
    return total

def exercise_770(a, b=770):
    """Exercise 770: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 8
    return total

def exercise_771(a, b=771):
    """Exercise 771: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 45
    return total

def exercise_772(a, b=772):
    """Exercise 772: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 82
    return total

def exercise_773(a, b=773):
    """Exercise 773: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 18
    return total

def exercise_774(a, b=774):
    """Exercise 774: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 55
    return total

def exercise_775(a, b=775):
    """Exercise 775: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 92
    return total

def exercise_776(a, b=776):
    """Exercise 776: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 28
    return total

def exercise_777(a, b=777):
    """Exercise 777: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 65
    return total

def exercise_778(a, b=778):
    """Exercise 778: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 1
    return total

def exercise_779(a, b=779):
    """Exercise 779: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 38
    return total

def exercise_780(a, b=780):
    """Exercise 780: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 75
    return total

def exercise_781(a, b=781):
    """Exercise 781: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 11
    return total

def exercise_782(a, b=782):
    """Exercise 782: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 48
    return total

def exercise_783(a, b=783):
    """Exercise 783: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 85
    return total

def exercise_784(a, b=784):
    """Exercise 784: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 21
    return total

def exercise_785(a, b=785):
    """Exercise 785: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 58
    return total

def exercise_786(a, b=786):
    """Exercise 786: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 95
    return total

def exercise_787(a, b=787):
    """Exercise 787: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 31
    return total

def exercise_788(a, b=788):
    """Exercise 788: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 68
    return total

def exercise_789(a, b=789):
    """Exercise 789: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 4
    return total

def exercise_790(a, b=790):
    """Exercise 790: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 41
    return total

def exercise_791(a, b=791):
    """Exercise 791: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 78
    return total

def exercise_792(a, b=792):
    """Exercise 792: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 14
    return total

def exercise_793(a, b=793):
    """Exercise 793: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 51
    return total

def exercise_794(a, b=794):
    """Exercise 794: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 88
    return total

def exercise_795(a, b=795):
    """Exercise 795: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 24
    return total

def exercise_796(a, b=796):
    """Exercise 796: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 61
    return total

def exercise_797(a, b=797):
    """Exercise 797: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 98
    return total

def exercise_798(a, b=798):
    """Exercise 798: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 34
    return total

def exercise_799(a, b=799):
    """Exercise 799: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 71
    return total

def exercise_800(a, b=800):
    """Exercise 800: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 7
    return total

def exercise_801(a, b=801):
    """Exercise 801: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 44
    return total

def exercise_802(a, b=802):
    """Exercise 802: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 81
    return total

def exercise_803(a, b=803):
    """Exercise 803: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 17
    return total

def exercise_804(a, b=804):
    """Exercise 804: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 54
    return total

def exercise_805(a, b=805):
    """Exercise 805: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 91
    return total

def exercise_806(a, b=806):
    """Exercise 806: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 27
    return total

def exercise_807(a, b=807):
    """Exercise 807: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 64
    return total

def exercise_808(a, b=808):
    """Exercise 808: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 0
    return total

def exercise_809(a, b=809):
    """Exercise 809: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 37
    return total

def exercise_810(a, b=810):
    """Exercise 810: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 74
    return total

def exercise_811(a, b=811):
    """Exercise 811: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 10
    return total

def exercise_812(a, b=812):
    """Exercise 812: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 47
    return total

def exercise_813(a, b=813):
    """Exercise 813: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 84
    return total

def exercise_814(a, b=814):
    """Exercise 814: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 20
    return total

def exercise_815(a, b=815):
    """Exercise 815: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 57
    return total

def exercise_816(a, b=816):
    """Exercise 816: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 94
    return total

def exercise_817(a, b=817):
    """Exercise 817: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 30
    return total

def exercise_818(a, b=818):
    """Exercise 818: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 67
    return total

def exercise_819(a, b=819):
    """Exercise 819: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 3
    return total

def exercise_820(a, b=820):
    """Exercise 820: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 40
    return total

def exercise_821(a, b=821):
    """Exercise 821: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 77
    return total

def exercise_822(a, b=822):
    """Exercise 822: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 13
    return total

def exercise_823(a, b=823):
    """Exercise 823: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 50
    return total

def exercise_824(a, b=824):
    """Exercise 824: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 87
    return total

def exercise_825(a, b=825):
    """Exercise 825: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 23
    return total

def exercise_826(a, b=826):
    """Exercise 826: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 60
    return total

def exercise_827(a, b=827):
    """Exercise 827: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 97
    return total

def exercise_828(a, b=828):
    """Exercise 828: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 33
    return total

def exercise_829(a, b=829):
    """Exercise 829: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 70
    return total

def exercise_830(a, b=830):
    """Exercise 830: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 6
    return total

def exercise_831(a, b=831):
    """Exercise 831: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 43
    return total

def exercise_832(a, b=832):
    """Exercise 832: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 80
    return total

def exercise_833(a, b=833):
    """Exercise 833: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 16
    return total

def exercise_834(a, b=834):
    """Exercise 834: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 53
    return total

def exercise_835(a, b=835):
    """Exercise 835: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 90
    return total

def exercise_836(a, b=836):
    """Exercise 836: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 26
    return total

def exercise_837(a, b=837):
    """Exercise 837: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 63
    return total

def exercise_838(a, b=838):
    """Exercise 838: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 100
    return total

def exercise_839(a, b=839):
    """Exercise 839: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 36
    return total

def exercise_840(a, b=840):
    """Exercise 840: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 73
    return total

def exercise_841(a, b=841):
    """Exercise 841: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 9
    return total

def exercise_842(a, b=842):
    """Exercise 842: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 46
    return total

def exercise_843(a, b=843):
    """Exercise 843: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 83
    return total

def exercise_844(a, b=844):
    """Exercise 844: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 19
    return total

def exercise_845(a, b=845):
    """Exercise 845: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 56
    return total

def exercise_846(a, b=846):
    """Exercise 846: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 93
    return total

def exercise_847(a, b=847):
    """Exercise 847: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 29
    return total

def exercise_848(a, b=848):
    """Exercise 848: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 66
    return total

def exercise_849(a, b=849):
    """Exercise 849: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 2
    return total

def exercise_850(a, b=850):
    """Exercise 850: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 39
    return total

def exercise_851(a, b=851):
    """Exercise 851: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 76
    return total

def exercise_852(a, b=852):
    """Exercise 852: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 12
    return total

def exercise_853(a, b=853):
    """Exercise 853: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 49
    return total

def exercise_854(a, b=854):
    """Exercise 854: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 86
    return total

def exercise_855(a, b=855):
    """Exercise 855: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 22
    return total

def exercise_856(a, b=856):
    """Exercise 856: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 59
    return total

def exercise_857(a, b=857):
    """Exercise 857: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 96
    return total

def exercise_858(a, b=858):
    """Exercise 858: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 32
    return total

def exercise_859(a, b=859):
    """Exercise 859: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 69
    return total

def exercise_860(a, b=860):
    """Exercise 860: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 5
    return total

def exercise_861(a, b=861):
    """Exercise 861: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 42
    return total

def exercise_862(a, b=862):
    """Exercise 862: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 79
    return total

def exercise_863(a, b=863):
    """Exercise 863: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 15
    return total

def exercise_864(a, b=864):
    """Exercise 864: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 52
    return total

def exercise_865(a, b=865):
    """Exercise 865: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 89
    return total

def exercise_866(a, b=866):
    """Exercise 866: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 25
    return total

def exercise_867(a, b=867):
    """Exercise 867: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 62
    return total

def exercise_868(a, b=868):
    """Exercise 868: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 99
    return total

def exercise_869(a, b=869):
    """Exercise 869: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 35
    return total

def exercise_870(a, b=870):
    """Exercise 870: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 72
    return total

def exercise_871(a, b=871):
    """Exercise 871: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 8
    return total

def exercise_872(a, b=872):
    """Exercise 872: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 45
    return total

def exercise_873(a, b=873):
    """Exercise 873: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 82
    return total

def exercise_874(a, b=874):
    """Exercise 874: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 18
    return total

def exercise_875(a, b=875):
    """Exercise 875: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 55
    return total

def exercise_876(a, b=876):
    """Exercise 876: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 92
    return total

def exercise_877(a, b=877):
    """Exercise 877: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 28
    return total

def exercise_878(a, b=878):
    """Exercise 878: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 65
    return total

def exercise_879(a, b=879):
    """Exercise 879: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 1
    return total

def exercise_880(a, b=880):
    """Exercise 880: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 38
    return total

def exercise_881(a, b=881):
    """Exercise 881: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 75
    return total

def exercise_882(a, b=882):
    """Exercise 882: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 11
    return total

def exercise_883(a, b=883):
    """Exercise 883: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 48
    return total

def exercise_884(a, b=884):
    """Exercise 884: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 85
    return total

def exercise_885(a, b=885):
    """Exercise 885: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 21
    return total

def exercise_886(a, b=886):
    """Exercise 886: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 58
    return total

def exercise_887(a, b=887):
    """Exercise 887: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 95
    return total

def exercise_888(a, b=888):
    """Exercise 888: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 31
    return total

def exercise_889(a, b=889):
    """Exercise 889: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 68
    return total

def exercise_890(a, b=890):
    """Exercise 890: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 4
    return total

def exercise_891(a, b=891):
    """Exercise 891: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 41
    return total

def exercise_892(a, b=892):
    """Exercise 892: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 78
    return total

def exercise_893(a, b=893):
    """Exercise 893: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 14
    return total

def exercise_894(a, b=894):
    """Exercise 894: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 51
    return total

def exercise_895(a, b=895):
    """Exercise 895: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 88
    return total

def exercise_896(a, b=896):
    """Exercise 896: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 24
    return total

def exercise_897(a, b=897):
    """Exercise 897: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 61
    return total

def exercise_898(a, b=898):
    """Exercise 898: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 98
    return total

def exercise_899(a, b=899):
    """Exercise 899: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 34
    return total

def exercise_900(a, b=900):
    """Exercise 900: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 71
    return total

def exercise_901(a, b=901):
    """Exercise 901: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 7
    return total

def exercise_902(a, b=902):
    """Exercise 902: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 44
    return total

def exercise_903(a, b=903):
    """Exercise 903: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 81
    return total

def exercise_904(a, b=904):
    """Exercise 904: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 17
    return total

def exercise_905(a, b=905):
    """Exercise 905: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 54
    return total

def exercise_906(a, b=906):
    """Exercise 906: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 91
    return total

def exercise_907(a, b=907):
    """Exercise 907: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 27
    return total

def exercise_908(a, b=908):
    """Exercise 908: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 64
    return total

def exercise_909(a, b=909):
    """Exercise 909: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 0
    return total

def exercise_910(a, b=910):
    """Exercise 910: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 37
    return total

def exercise_911(a, b=911):
    """Exercise 911: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 74
    return total

def exercise_912(a, b=912):
    """Exercise 912: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 10
    return total

def exercise_913(a, b=913):
    """Exercise 913: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 47
    return total

def exercise_914(a, b=914):
    """Exercise 914: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 84
    return total

def exercise_915(a, b=915):
    """Exercise 915: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 20
    return total

def exercise_916(a, b=916):
    """Exercise 916: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 57
    return total

def exercise_917(a, b=917):
    """Exercise 917: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 94
    return total

def exercise_918(a, b=918):
    """Exercise 918: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 30
    return total

def exercise_919(a, b=919):
    """Exercise 919: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 67
    return total

def exercise_920(a, b=920):
    """Exercise 920: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 3
    return total

def exercise_921(a, b=921):
    """Exercise 921: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 40
    return total

def exercise_922(a, b=922):
    """Exercise 922: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 77
    return total

def exercise_923(a, b=923):
    """Exercise 923: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 13
    return total

def exercise_924(a, b=924):
    """Exercise 924: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 50
    return total

def exercise_925(a, b=925):
    """Exercise 925: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 87
    return total

def exercise_926(a, b=926):
    """Exercise 926: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 23
    return total

def exercise_927(a, b=927):
    """Exercise 927: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 60
    return total

def exercise_928(a, b=928):
    """Exercise 928: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 97
    return total

def exercise_929(a, b=929):
    """Exercise 929: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 33
    return total

def exercise_930(a, b=930):
    """Exercise 930: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 70
    return total

def exercise_931(a, b=931):
    """Exercise 931: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 6
    return total

def exercise_932(a, b=932):
    """Exercise 932: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 43
    return total

def exercise_933(a, b=933):
    """Exercise 933: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 80
    return total

def exercise_934(a, b=934):
    """Exercise 934: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 16
    return total

def exercise_935(a, b=935):
    """Exercise 935: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 53
    return total

def exercise_936(a, b=936):
    """Exercise 936: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 90
    return total

def exercise_937(a, b=937):
    """Exercise 937: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 26
    return total

def exercise_938(a, b=938):
    """Exercise 938: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 63
    return total

def exercise_939(a, b=939):
    """Exercise 939: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 100
    return total

def exercise_940(a, b=940):
    """Exercise 940: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 36
    return total

def exercise_941(a, b=941):
    """Exercise 941: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 73
    return total

def exercise_942(a, b=942):
    """Exercise 942: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 9
    return total

def exercise_943(a, b=943):
    """Exercise 943: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 46
    return total

def exercise_944(a, b=944):
    """Exercise 944: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 83
    return total

def exercise_945(a, b=945):
    """Exercise 945: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 19
    return total

def exercise_946(a, b=946):
    """Exercise 946: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 56
    return total

def exercise_947(a, b=947):
    """Exercise 947: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 93
    return total

def exercise_948(a, b=948):
    """Exercise 948: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 29
    return total

def exercise_949(a, b=949):
    """Exercise 949: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 66
    return total

def exercise_950(a, b=950):
    """Exercise 950: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 2
    return total

def exercise_951(a, b=951):
    """Exercise 951: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 39
    return total

def exercise_952(a, b=952):
    """Exercise 952: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 76
    return total

def exercise_953(a, b=953):
    """Exercise 953: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 12
    return total

def exercise_954(a, b=954):
    """Exercise 954: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 49
    return total

def exercise_955(a, b=955):
    """Exercise 955: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 86
    return total

def exercise_956(a, b=956):
    """Exercise 956: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 22
    return total

def exercise_957(a, b=957):
    """Exercise 957: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 59
    return total

def exercise_958(a, b=958):
    """Exercise 958: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 96
    return total

def exercise_959(a, b=959):
    """Exercise 959: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 32
    return total

def exercise_960(a, b=960):
    """Exercise 960: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 69
    return total

def exercise_961(a, b=961):
    """Exercise 961: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 5
    return total

def exercise_962(a, b=962):
    """Exercise 962: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 42
    return total

def exercise_963(a, b=963):
    """Exercise 963: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 79
    return total

def exercise_964(a, b=964):
    """Exercise 964: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 15
    return total

def exercise_965(a, b=965):
    """Exercise 965: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 52
    return total

def exercise_966(a, b=966):
    """Exercise 966: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 89
    return total

def exercise_967(a, b=967):
    """Exercise 967: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 25
    return total

def exercise_968(a, b=968):
    """Exercise 968: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 62
    return total

def exercise_969(a, b=969):
    """Exercise 969: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 99
    return total

def exercise_970(a, b=970):
    """Exercise 970: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 35
    return total

def exercise_971(a, b=971):
    """Exercise 971: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 72
    return total

def exercise_972(a, b=972):
    """Exercise 972: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 8
    return total

def exercise_973(a, b=973):
    """Exercise 973: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 45
    return total

def exercise_974(a, b=974):
    """Exercise 974: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 82
    return total

def exercise_975(a, b=975):
    """Exercise 975: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 18
    return total

def exercise_976(a, b=976):
    """Exercise 976: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 55
    return total

def exercise_977(a, b=977):
    """Exercise 977: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 92
    return total

def exercise_978(a, b=978):
    """Exercise 978: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 28
    return total

def exercise_979(a, b=979):
    """Exercise 979: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 65
    return total

def exercise_980(a, b=980):
    """Exercise 980: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 1
    return total

def exercise_981(a, b=981):
    """Exercise 981: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 38
    return total

def exercise_982(a, b=982):
    """Exercise 982: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 75
    return total

def exercise_983(a, b=983):
    """Exercise 983: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 11
    return total

def exercise_984(a, b=984):
    """Exercise 984: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 48
    return total

def exercise_985(a, b=985):
    """Exercise 985: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 85
    return total

def exercise_986(a, b=986):
    """Exercise 986: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 21
    return total

def exercise_987(a, b=987):
    """Exercise 987: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 58
    return total

def exercise_988(a, b=988):
    """Exercise 988: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 95
    return total

def exercise_989(a, b=989):
    """Exercise 989: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 31
    return total

def exercise_990(a, b=990):
    """Exercise 990: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 68
    return total

def exercise_991(a, b=991):
    """Exercise 991: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 4
    return total

def exercise_992(a, b=992):
    """Exercise 992: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 41
    return total

def exercise_993(a, b=993):
    """Exercise 993: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 78
    return total

def exercise_994(a, b=994):
    """Exercise 994: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 14
    return total

def exercise_995(a, b=995):
    """Exercise 995: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 51
    return total

def exercise_996(a, b=996):
    """Exercise 996: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 88
    return total

def exercise_997(a, b=997):
    """Exercise 997: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 24
    return total

def exercise_998(a, b=998):
    """Exercise 998: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 61
    return total

def exercise_999(a, b=999):
    """Exercise 999: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 98
    return total

def exercise_1000(a, b=1000):
    """Exercise 1000: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 34
    return total

def exercise_1001(a, b=1001):
    """Exercise 1001: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 71
    return total

def exercise_1002(a, b=1002):
    """Exercise 1002: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 7
    return total

def exercise_1003(a, b=1003):
    """Exercise 1003: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 44
    return total

def exercise_1004(a, b=1004):
    """Exercise 1004: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 81
    return total

def exercise_1005(a, b=1005):
    """Exercise 1005: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 17
    return total

def exercise_1006(a, b=1006):
    """Exercise 1006: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 54
    return total

def exercise_1007(a, b=1007):
    """Exercise 1007: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 91
    return total

def exercise_1008(a, b=1008):
    """Exercise 1008: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 27
    return total

def exercise_1009(a, b=1009):
    """Exercise 1009: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 64
    return total

def exercise_1010(a, b=1010):
    """Exercise 1010: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 0
    return total

def exercise_1011(a, b=1011):
    """Exercise 1011: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 37
    return total

def exercise_1012(a, b=1012):
    """Exercise 1012: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 74
    return total

def exercise_1013(a, b=1013):
    """Exercise 1013: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 10
    return total

def exercise_1014(a, b=1014):
    """Exercise 1014: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 47
    return total

def exercise_1015(a, b=1015):
    """Exercise 1015: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 84
    return total

def exercise_1016(a, b=1016):
    """Exercise 1016: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 20
    return total

def exercise_1017(a, b=1017):
    """Exercise 1017: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 57
    return total

def exercise_1018(a, b=1018):
    """Exercise 1018: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 94
    return total

def exercise_1019(a, b=1019):
    """Exercise 1019: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 30
    return total

def exercise_1020(a, b=1020):
    """Exercise 1020: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 67
    return total

def exercise_1021(a, b=1021):
    """Exercise 1021: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 3
    return total

def exercise_1022(a, b=1022):
    """Exercise 1022: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 40
    return total

def exercise_1023(a, b=1023):
    """Exercise 1023: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 77
    return total

def exercise_1024(a, b=1024):
    """Exercise 1024: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 13
    return total

def exercise_1025(a, b=1025):
    """Exercise 1025: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 50
    return total

def exercise_1026(a, b=1026):
    """Exercise 1026: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 87
    return total

def exercise_1027(a, b=1027):
    """Exercise 1027: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 23
    return total

def exercise_1028(a, b=1028):
    """Exercise 1028: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 60
    return total

def exercise_1029(a, b=1029):
    """Exercise 1029: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 97
    return total

def exercise_1030(a, b=1030):
    """Exercise 1030: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 33
    return total

def exercise_1031(a, b=1031):
    """Exercise 1031: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 70
    return total

def exercise_1032(a, b=1032):
    """Exercise 1032: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 6
    return total

def exercise_1033(a, b=1033):
    """Exercise 1033: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 43
    return total

def exercise_1034(a, b=1034):
    """Exercise 1034: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 80
    return total

def exercise_1035(a, b=1035):
    """Exercise 1035: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 16
    return total

def exercise_1036(a, b=1036):
    """Exercise 1036: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 53
    return total

def exercise_1037(a, b=1037):
    """Exercise 1037: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 90
    return total

def exercise_1038(a, b=1038):
    """Exercise 1038: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 26
    return total

def exercise_1039(a, b=1039):
    """Exercise 1039: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 63
    return total

def exercise_1040(a, b=1040):
    """Exercise 1040: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 100
    return total

def exercise_1041(a, b=1041):
    """Exercise 1041: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 36
    return total

def exercise_1042(a, b=1042):
    """Exercise 1042: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 73
    return total

def exercise_1043(a, b=1043):
    """Exercise 1043: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 9
    return total

def exercise_1044(a, b=1044):
    """Exercise 1044: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 46
    return total

def exercise_1045(a, b=1045):
    """Exercise 1045: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 83
    return total

def exercise_1046(a, b=1046):
    """Exercise 1046: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 19
    return total

def exercise_1047(a, b=1047):
    """Exercise 1047: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 56
    return total

def exercise_1048(a, b=1048):
    """Exercise 1048: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 93
    return total

def exercise_1049(a, b=1049):
    """Exercise 1049: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 29
    return total

def exercise_1050(a, b=1050):
    """Exercise 1050: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 66
    return total

def exercise_1051(a, b=1051):
    """Exercise 1051: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 2
    return total

def exercise_1052(a, b=1052):
    """Exercise 1052: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 39
    return total

def exercise_1053(a, b=1053):
    """Exercise 1053: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 76
    return total

def exercise_1054(a, b=1054):
    """Exercise 1054: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 12
    return total

def exercise_1055(a, b=1055):
    """Exercise 1055: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 49
    return total

def exercise_1056(a, b=1056):
    """Exercise 1056: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 86
    return total

def exercise_1057(a, b=1057):
    """Exercise 1057: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 22
    return total

def exercise_1058(a, b=1058):
    """Exercise 1058: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 59
    return total

def exercise_1059(a, b=1059):
    """Exercise 1059: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 96
    return total

def exercise_1060(a, b=1060):
    """Exercise 1060: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 32
    return total

def exercise_1061(a, b=1061):
    """Exercise 1061: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 69
    return total

def exercise_1062(a, b=1062):
    """Exercise 1062: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 5
    return total

def exercise_1063(a, b=1063):
    """Exercise 1063: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 42
    return total

def exercise_1064(a, b=1064):
    """Exercise 1064: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 79
    return total

def exercise_1065(a, b=1065):
    """Exercise 1065: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 15
    return total

def exercise_1066(a, b=1066):
    """Exercise 1066: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 52
    return total

def exercise_1067(a, b=1067):
    """Exercise 1067: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 89
    return total

def exercise_1068(a, b=1068):
    """Exercise 1068: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 25
    return total

def exercise_1069(a, b=1069):
    """Exercise 1069: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 62
    return total

def exercise_1070(a, b=1070):
    """Exercise 1070: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 99
    return total

def exercise_1071(a, b=1071):
    """Exercise 1071: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 35
    return total

def exercise_1072(a, b=1072):
    """Exercise 1072: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 72
    return total

def exercise_1073(a, b=1073):
    """Exercise 1073: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 8
    return total

def exercise_1074(a, b=1074):
    """Exercise 1074: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 45
    return total

def exercise_1075(a, b=1075):
    """Exercise 1075: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 82
    return total

def exercise_1076(a, b=1076):
    """Exercise 1076: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 18
    return total

def exercise_1077(a, b=1077):
    """Exercise 1077: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 55
    return total

def exercise_1078(a, b=1078):
    """Exercise 1078: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 92
    return total

def exercise_1079(a, b=1079):
    """Exercise 1079: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 28
    return total

def exercise_1080(a, b=1080):
    """Exercise 1080: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 65
    return total

def exercise_1081(a, b=1081):
    """Exercise 1081: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 1
    return total

def exercise_1082(a, b=1082):
    """Exercise 1082: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 38
    return total

def exercise_1083(a, b=1083):
    """Exercise 1083: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 75
    return total

def exercise_1084(a, b=1084):
    """Exercise 1084: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 11
    return total

def exercise_1085(a, b=1085):
    """Exercise 1085: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 48
    return total

def exercise_1086(a, b=1086):
    """Exercise 1086: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 85
    return total

def exercise_1087(a, b=1087):
    """Exercise 1087: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 21
    return total

def exercise_1088(a, b=1088):
    """Exercise 1088: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 58
    return total

def exercise_1089(a, b=1089):
    """Exercise 1089: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 95
    return total

def exercise_1090(a, b=1090):
    """Exercise 1090: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 31
    return total

def exercise_1091(a, b=1091):
    """Exercise 1091: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 68
    return total

def exercise_1092(a, b=1092):
    """Exercise 1092: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 4
    return total

def exercise_1093(a, b=1093):
    """Exercise 1093: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 41
    return total

def exercise_1094(a, b=1094):
    """Exercise 1094: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 78
    return total

def exercise_1095(a, b=1095):
    """Exercise 1095: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 14
    return total

def exercise_1096(a, b=1096):
    """Exercise 1096: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 51
    return total

def exercise_1097(a, b=1097):
    """Exercise 1097: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 88
    return total

def exercise_1098(a, b=1098):
    """Exercise 1098: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 24
    return total

def exercise_1099(a, b=1099):
    """Exercise 1099: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 61
    return total

def exercise_1100(a, b=1100):
    """Exercise 1100: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 98
    return total

def exercise_1101(a, b=1101):
    """Exercise 1101: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 34
    return total

def exercise_1102(a, b=1102):
    """Exercise 1102: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 71
    return total

def exercise_1103(a, b=1103):
    """Exercise 1103: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 7
    return total

def exercise_1104(a, b=1104):
    """Exercise 1104: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 44
    return total

def exercise_1105(a, b=1105):
    """Exercise 1105: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 81
    return total

def exercise_1106(a, b=1106):
    """Exercise 1106: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 17
    return total

def exercise_1107(a, b=1107):
    """Exercise 1107: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 54
    return total

def exercise_1108(a, b=1108):
    """Exercise 1108: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 91
    return total

def exercise_1109(a, b=1109):
    """Exercise 1109: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 27
    return total

def exercise_1110(a, b=1110):
    """Exercise 1110: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 64
    return total

def exercise_1111(a, b=1111):
    """Exercise 1111: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 0
    return total

def exercise_1112(a, b=1112):
    """Exercise 1112: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 37
    return total

def exercise_1113(a, b=1113):
    """Exercise 1113: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 74
    return total

def exercise_1114(a, b=1114):
    """Exercise 1114: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 10
    return total

def exercise_1115(a, b=1115):
    """Exercise 1115: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 47
    return total

def exercise_1116(a, b=1116):
    """Exercise 1116: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 84
    return total

def exercise_1117(a, b=1117):
    """Exercise 1117: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 20
    return total

def exercise_1118(a, b=1118):
    """Exercise 1118: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 57
    return total

def exercise_1119(a, b=1119):
    """Exercise 1119: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 94
    return total

def exercise_1120(a, b=1120):
    """Exercise 1120: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 30
    return total

def exercise_1121(a, b=1121):
    """Exercise 1121: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 67
    return total

def exercise_1122(a, b=1122):
    """Exercise 1122: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 3
    return total

def exercise_1123(a, b=1123):
    """Exercise 1123: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 40
    return total

def exercise_1124(a, b=1124):
    """Exercise 1124: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 77
    return total

def exercise_1125(a, b=1125):
    """Exercise 1125: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 13
    return total

def exercise_1126(a, b=1126):
    """Exercise 1126: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 50
    return total

def exercise_1127(a, b=1127):
    """Exercise 1127: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 87
    return total

def exercise_1128(a, b=1128):
    """Exercise 1128: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 23
    return total

def exercise_1129(a, b=1129):
    """Exercise 1129: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 60
    return total

def exercise_1130(a, b=1130):
    """Exercise 1130: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 97
    return total

def exercise_1131(a, b=1131):
    """Exercise 1131: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 33
    return total

def exercise_1132(a, b=1132):
    """Exercise 1132: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 70
    return total

def exercise_1133(a, b=1133):
    """Exercise 1133: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 6
    return total

def exercise_1134(a, b=1134):
    """Exercise 1134: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 43
    return total

def exercise_1135(a, b=1135):
    """Exercise 1135: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 80
    return total

def exercise_1136(a, b=1136):
    """Exercise 1136: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 16
    return total

def exercise_1137(a, b=1137):
    """Exercise 1137: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 53
    return total

def exercise_1138(a, b=1138):
    """Exercise 1138: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 90
    return total

def exercise_1139(a, b=1139):
    """Exercise 1139: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 26
    return total

def exercise_1140(a, b=1140):
    """Exercise 1140: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 63
    return total

def exercise_1141(a, b=1141):
    """Exercise 1141: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 100
    return total

def exercise_1142(a, b=1142):
    """Exercise 1142: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 36
    return total

def exercise_1143(a, b=1143):
    """Exercise 1143: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 73
    return total

def exercise_1144(a, b=1144):
    """Exercise 1144: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 9
    return total

def exercise_1145(a, b=1145):
    """Exercise 1145: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 46
    return total

def exercise_1146(a, b=1146):
    """Exercise 1146: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 83
    return total

def exercise_1147(a, b=1147):
    """Exercise 1147: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 19
    return total

def exercise_1148(a, b=1148):
    """Exercise 1148: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 56
    return total

def exercise_1149(a, b=1149):
    """Exercise 1149: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 93
    return total

def exercise_1150(a, b=1150):
    """Exercise 1150: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 29
    return total

def exercise_1151(a, b=1151):
    """Exercise 1151: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 66
    return total

def exercise_1152(a, b=1152):
    """Exercise 1152: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 2
    return total

def exercise_1153(a, b=1153):
    """Exercise 1153: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 39
    return total

def exercise_1154(a, b=1154):
    """Exercise 1154: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 76
    return total

def exercise_1155(a, b=1155):
    """Exercise 1155: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 12
    return total

def exercise_1156(a, b=1156):
    """Exercise 1156: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 49
    return total

def exercise_1157(a, b=1157):
    """Exercise 1157: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 86
    return total

def exercise_1158(a, b=1158):
    """Exercise 1158: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 22
    return total

def exercise_1159(a, b=1159):
    """Exercise 1159: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 59
    return total

def exercise_1160(a, b=1160):
    """Exercise 1160: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 96
    return total

def exercise_1161(a, b=1161):
    """Exercise 1161: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 32
    return total

def exercise_1162(a, b=1162):
    """Exercise 1162: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 69
    return total

def exercise_1163(a, b=1163):
    """Exercise 1163: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 5
    return total

def exercise_1164(a, b=1164):
    """Exercise 1164: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 42
    return total

def exercise_1165(a, b=1165):
    """Exercise 1165: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 79
    return total

def exercise_1166(a, b=1166):
    """Exercise 1166: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 15
    return total

def exercise_1167(a, b=1167):
    """Exercise 1167: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 52
    return total

def exercise_1168(a, b=1168):
    """Exercise 1168: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 89
    return total

def exercise_1169(a, b=1169):
    """Exercise 1169: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 25
    return total

def exercise_1170(a, b=1170):
    """Exercise 1170: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 62
    return total

def exercise_1171(a, b=1171):
    """Exercise 1171: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 99
    return total

def exercise_1172(a, b=1172):
    """Exercise 1172: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 35
    return total

def exercise_1173(a, b=1173):
    """Exercise 1173: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 72
    return total

def exercise_1174(a, b=1174):
    """Exercise 1174: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 8
    return total

def exercise_1175(a, b=1175):
    """Exercise 1175: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 45
    return total

def exercise_1176(a, b=1176):
    """Exercise 1176: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 82
    return total

def exercise_1177(a, b=1177):
    """Exercise 1177: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 18
    return total

def exercise_1178(a, b=1178):
    """Exercise 1178: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 55
    return total

def exercise_1179(a, b=1179):
    """Exercise 1179: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 92
    return total

def exercise_1180(a, b=1180):
    """Exercise 1180: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 28
    return total

def exercise_1181(a, b=1181):
    """Exercise 1181: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 65
    return total

def exercise_1182(a, b=1182):
    """Exercise 1182: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 1
    return total

def exercise_1183(a, b=1183):
    """Exercise 1183: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 38
    return total

def exercise_1184(a, b=1184):
    """Exercise 1184: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 75
    return total

def exercise_1185(a, b=1185):
    """Exercise 1185: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 11
    return total

def exercise_1186(a, b=1186):
    """Exercise 1186: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 48
    return total

def exercise_1187(a, b=1187):
    """Exercise 1187: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 85
    return total

def exercise_1188(a, b=1188):
    """Exercise 1188: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 21
    return total

def exercise_1189(a, b=1189):
    """Exercise 1189: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 58
    return total

def exercise_1190(a, b=1190):
    """Exercise 1190: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 95
    return total

def exercise_1191(a, b=1191):
    """Exercise 1191: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 31
    return total

def exercise_1192(a, b=1192):
    """Exercise 1192: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 68
    return total

def exercise_1193(a, b=1193):
    """Exercise 1193: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 4
    return total

def exercise_1194(a, b=1194):
    """Exercise 1194: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 41
    return total

def exercise_1195(a, b=1195):
    """Exercise 1195: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 78
    return total

def exercise_1196(a, b=1196):
    """Exercise 1196: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 14
    return total

def exercise_1197(a, b=1197):
    """Exercise 1197: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 51
    return total

def exercise_1198(a, b=1198):
    """Exercise 1198: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 88
    return total

def exercise_1199(a, b=1199):
    """Exercise 1199: nothing that is asked for here."""
    total = 0
    for k in range(b % 7):
        total += a * k + 24
    return total

def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)

def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x

def relu_backward(dout, cache):
    return dout * (cache > 0)


TABLE = [
    0,
    1,
    4,
    9,
    16,
    25,
    36,
    49,
    64,
    81,
    100,
    121,
    144,
    169,
    196,
    225,
    256,
    289,
    324,
    361,
    400,
    441,
    484,
    529,
    576,
    625,
    676,
    729,
    784,
    841,
    900,
    961,
    1024,
    1089,
    1156,
    1225,
    1296,
    1369,
    1444,
    1521,
    1600,
    1681,
    1764,
    1849,
    1936,
    2025,
    2116,
    2209,
    2304,
    2401,
    2500,
    2601,
    2704,
    2809,
    2916,
    3025,
    3136,
    3249,
    3364,
    3481,
    3600,
    3721,
    3844,
    3969,
    4096,
    4225,
    4356,
    4489,
    4624,
    4761,
    4900,
    5041,
    5184,
    5329,
    5476,
    5625,
    5776,
    5929,
    6084,
    6241,
    6400,
    6561,
    6724,
    6889,
    7056,
    7225,
    7396,
    7569,
    7744,
    7921,
    8100,
    8281,
    8464,
    8649,
    8836,
    9025,
    9216,
    9409,
    9604,
    9801,
    10000,
    10201,
    10404,
    10609,
    10816,
    11025,
    11236,
    11449,
    11664,
    11881,
    12100,
    12321,
    12544,
    12769,
    12996,
    13225,
    13456,
    13689,
    13924,
    14161,
    14400,
    14641,
    14884,
    15129,
    15376,
    15625,
    15876,
    16129,
    16384,
    16641,
    16900,
    17161,
    17424,
    17689,
    17956,
    18225,
    18496,
    18769,
    19044,
    19321,
    19600,
    19881,
    20164,
    20449,
    20736,
    21025,
    21316,
    21609,
    21904,
    22201,
    22500,
    22801,
    23104,
    23409,
    23716,
    24025,
    24336,
    24649,
    24964,
    25281,
    25600,
    25921,
    26244,
    26569,
    26896,
    27225,
    27556,
    27889,
    28224,
    28561,
    28900,
    29241,
    29584,
    29929,
    30276,
    30625,
    30976,
    31329,
    31684,
    32041,
    32400,
    32761,
    33124,
    33489,
    33856,
    34225,
    34596,
    34969,
    35344,
    35721,
    36100,
    36481,
    36864,
    37249,
    37636,
    38025,
    38416,
    38809,
    39204,
    39601,
    40000,
    40401,
    40804,
    41209,
    41616,
    42025,
    42436,
    42849,
    43264,
    43681,
    44100,
    44521,
    44944,
    45369,
    45796,
    46225,
    46656,
    47089,
    47524,
    47961,
    48400,
    48841,
    49284,
    49729,
    50176,
    50625,
    51076,
    51529,
    51984,
    52441,
    52900,
    53361,
    53824,
    54289,
    54756,
    55225,
    55696,
    56169,
    56644,
    57121,
    57600,
    58081,
    58564,
    59049,
    59536,
    60025,
    60516,
    61009,
    61504,
    62001,
    62500,
    63001,
    63504,
    64009,
    64516,
    65025,
    65536,
    66049,
    66564,
    67081,
    67600,
    68121,
    68644,
    69169,
    69696,
    70225,
    70756,
    71289,
    71824,
    72361,
    72900,
    73441,
    73984,
    74529,
    75076,
    75625,
    76176,
    76729,
    77284,
    77841,
    78400,
    78961,
    79524,
    80089,
    80656,
    81225,
    81796,
    82369,
    82944,
    83521,
    84100,
    84681,
    85264,
    85849,
    86436,
    87025,
    87616,
    88209,
    88804,
    89401,
    90000,
    90601,
    91204,
    91809,
    92416,
    93025,
    93636,
    94249,
    94864,
    95481,
    96100,
    96721,
    97344,
    97969,
    98596,
    99225,
    99856,
    100489,
    101124,
    101761,
    102400,
    103041,
    103684,
    104329,
    104976,
    105625,
    106276,
    106929,
    107584,
    108241,
    108900,
    109561,
    110224,
    110889,
    111556,
    112225,
    112896,
    113569,
    114244,
    114921,
    115600,
    116281,
    116964,
    117649,
    118336,
    119025,
    119716,
    120409,
    121104,
    121801,
    122500,
    123201,
    123904,
    124609,
    125316,
    126025,
    126736,
    127449,
    128164,
    128881,
    129600,
    130321,
    131044,
    131769,
    132496,
    133225,
    133956,
    134689,
    135424,
    136161,
    136900,
    137641,
    138384,
    139129,
    139876,
    140625,
    141376,
    142129,
    142884,
    143641,
    144400,
    145161,
    145924,
    146689,
    147456,
    148225,
    148996,
    149769,
    150544,
    151321,
    152100,
    152881,
    153664,
    154449,
    155236,
    156025,
    156816,
    157609,
    158404,
    159201,
    160000,
    160801,
    161604,
    162409,
    163216,
    164025,
    164836,
    165649,
    166464,
    167281,
    168100,
    168921,
    169744,
    170569,
    171396,
    172225,
    173056,
    173889,
    174724,
    175561,
    176400,
    177241,
    178084,
    178929,
    179776,
    180625,
    181476,
    182329,
    183184,
    184041,
    184900,
    185761,
    186624,
    187489,
    188356,
    189225,
    190096,
    190969,
    191844,
    192721,
    193600,
    194481,
    195364,
    196249,
    197136,
    198025,
    198916,
    199809,
    200704,
    201601,
    202500,
    203401,
    204304,
    205209,
    206116,
    207025,
    207936,
    208849,
    209764,
    210681,
    211600,
    212521,
    213444,
    214369,
    215296,
    216225,
    217156,
    218089,
    219024,
    219961,
    220900,
    221841,
    222784,
    223729,
    224676,
    225625,
    226576,
    227529,
    228484,
    229441,
    230400,
    231361,
    232324,
    233289,
    234256,
    235225,
    236196,
    237169,
    238144,
    239121,
    240100,
    241081,
    242064,
    243049,
    244036,
    245025,
    246016,
    247009,
    248004,
    249001,
    250000,
    251001,
    252004,
    253009,
    254016,
    255025,
    256036,
    257049,
    258064,
    259081,
    260100,
    261121,
    262144,
    263169,
    264196,
    265225,
    266256,
    267289,
    268324,
    269361,
    270400,
    271441,
    272484,
    273529,
    274576,
    275625,
    276676,
    277729,
    278784,
    279841,
    280900,
    281961,
    283024,
    284089,
    285156,
    286225,
    287296,
    288369,
    289444,
    290521,
    291600,
    292681,
    293764,
    294849,
    295936,
    297025,
    298116,
    299209,
    300304,
    301401,
    302500,
    303601,
    304704,
    305809,
    306916,
    308025,
    309136,
    310249,
    311364,
    312481,
    313600,
    314721,
    315844,
    316969,
    318096,
    319225,
    320356,
    321489,
    322624,
    323761,
    324900,
    326041,
    327184,
    328329,
    329476,
    330625,
    331776,
    332929,
    334084,
    335241,
    336400,
    337561,
    338724,
    339889,
    341056,
    342225,
    343396,
    344569,
    345744,
    346921,
    348100,
    349281,
    350464,
    351649,
    352836,
    354025,
    355216,
    356409,
    357604,
    358801,
    360000,
    361201,
    362404,
    363609,
    364816,
    366025,
    367236,
    368449,
    369664,
    370881,
    372100,
    373321,
    374544,
    375769,
    376996,
    378225,
    379456,
    380689,
    381924,
    383161,
    384400,
    385641,
    386884,
    388129,
    389376,
    390625,
    391876,
    393129,
    394384,
    395641,
    396900,
    398161,
    399424,
    400689,
    401956,
    403225,
    404496,
    405769,
    407044,
    408321,
    409600,
    410881,
    412164,
    413449,
    414736,
    416025,
    417316,
    418609,
    419904,
    421201,
    422500,
    423801,
    425104,
    426409,
    427716,
    429025,
    430336,
    431649,
    432964,
    434281,
    435600,
    436921,
    438244,
    439569,
    440896,
    442225,
    443556,
    444889,
    446224,
    447561,
    448900,
    450241,
    451584,
    452929,
    454276,
    455625,
    456976,
    458329,
    459684,
    461041,
    462400,
    463761,
    465124,
    466489,
    467856,
    469225,
    470596,
    471969,
    473344,
    474721,
    476100,
    477481,
    478864,
    480249,
    481636,
    483025,
    484416,
    485809,
    487204,
    488601,
    490000,
    491401,
    492804,
    494209,
    495616,
    497025,
    498436,
    499849,
    501264,
    502681,
    504100,
    505521,
    506944,
    508369,
    509796,
    511225,
    512656,
    514089,
    515524,
    516961,
    518400,
    519841,
    521284,
    522729,
    524176,
    525625,
    527076,
    528529,
    529984,
    531441,
    532900,
    534361,
    535824,
    537289,
    538756,
    540225,
    541696,
    543169,
    544644,
    546121,
    547600,
    549081,
    550564,
    552049,
    553536,
    555025,
    556516,
    558009,
    559504,
    561001,
    562500,
    564001,
    565504,
    567009,
    568516,
    570025,
    571536,
    573049,
    574564,
    576081,
    577600,
    579121,
    580644,
    582169,
    583696,
    585225,
    586756,
    588289,
    589824,
    591361,
    592900,
    594441,
    595984,
    597529,
    599076,
    600625,
    602176,
    603729,
    605284,
    606841,
    608400,
    609961,
    611524,
    613089,
    614656,
    616225,
    617796,
    619369,
    620944,
    622521,
    624100,
    625681,
    627264,
    628849,
    630436,
    632025,
    633616,
    635209,
    636804,
    638401,
    640000,
    641601,
    643204,
    644809,
    646416,
    648025,
    649636,
    651249,
    652864,
    654481,
    656100,
    657721,
    659344,
    660969,
    662596,
    664225,
    665856,
    667489,
    669124,
    670761,
    672400,
    674041,
    675684,
    677329,
    678976,
    680625,
    682276,
    683929,
    685584,
    687241,
    688900,
    690561,
    692224,
    693889,
    695556,
    697225,
    698896,
    700569,
    702244,
    703921,
    705600,
    707281,
    708964,
    710649,
    712336,
    714025,
    715716,
    717409,
    719104,
    720801,
    722500,
    724201,
    725904,
    727609,
    729316,
    731025,
    732736,
    734449,
    736164,
    737881,
    739600,
    741321,
    743044,
    744769,
    746496,
    748225,
    749956,
    751689,
    753424,
    755161,
    756900,
    758641,
    760384,
    762129,
    763876,
    765625,
    767376,
    769129,
    770884,
    772641,
    774400,
    776161,
    777924,
    779689,
    781456,
    783225,
    784996,
    786769,
    788544,
    790321,
    792100,
    793881,
    795664,
    797449,
    799236,
    801025,
    802816,
    804609,
    806404,
    808201,
    810000,
    811801,
    813604,
    815409,
    817216,
    819025,
    820836,
    822649,
    824464,
    826281,
    828100,
    829921,
    831744,
    833569,
    835396,
    837225,
    839056,
    840889,
    842724,
    844561,
    846400,
    848241,
    850084,
    851929,
    853776,
    855625,
    857476,
    859329,
    861184,
    863041,
    864900,
    866761,
    868624,
    870489,
    872356,
    874225,
    876096,
    877969,
    879844,
    881721,
    883600,
    885481,
    887364,
    889249,
    891136,
    893025,
    894916,
    896809,
    898704,
    900601,
    902500,
    904401,
    906304,
    908209,
    910116,
    912025,
    913936,
    915849,
    917764,
    919681,
    921600,
    923521,
    925444,
    927369,
    929296,
    931225,
    933156,
    935089,
    937024,
    938961,
    940900,
    942841,
    944784,
    946729,
    948676,
    950625,
    952576,
    954529,
    956484,
    958441,
    960400,
    962361,
    964324,
    966289,
    968256,
    970225,
    972196,
    974169,
    976144,
    978121,
    980100,
    982081,
    984064,
    986049,
    988036,
    990025,
    992016,
    994009,
    996004,
    998001,
    1000000,
    1002001,
    1004004,
    1006009,
    1008016,
    1010025,
    1012036,
    1014049,
    1016064,
    1018081,
    1020100,
    1022121,
    1024144,
    1026169,
    1028196,
    1030225,
    1032256,
    1034289,
    1036324,
    1038361,
    1040400,
    1042441,
    1044484,
    1046529,
    1048576,
    1050625,
    1052676,
    1054729,
    1056784,
    1058841,
    1060900,
    1062961,
    1065024,
    1067089,
    1069156,
    1071225,
    1073296,
    1075369,
    1077444,
    1079521,
    1081600,
    1083681,
    1085764,
    1087849,
    1089936,
    1092025,
    1094116,
    1096209,
    1098304,
    1100401,
    1102500,
    1104601,
    1106704,
    1108809,
    1110916,
    1113025,
    1115136,
    1117249,
    1119364,
    1121481,
    1123600,
    1125721,
    1127844,
    1129969,
    1132096,
    1134225,
    1136356,
    1138489,
    1140624,
    1142761,
    1144900,
    1147041,
    1149184,
    1151329,
    1153476,
    1155625,
    1157776,
    1159929,
    1162084,
    1164241,
    1166400,
    1168561,
    1170724,
    1172889,
    1175056,
    1177225,
    1179396,
    1181569,
    1183744,
    1185921,
    1188100,
    1190281,
    1192464,
    1194649,
    1196836,
    1199025,
    1201216,
    1203409,
    1205604,
    1207801,
    1210000,
    1212201,
    1214404,
    1216609,
    1218816,
    1221025,
    1223236,
    1225449,
    1227664,
    1229881,
    1232100,
    1234321,
    1236544,
    1238769,
    1240996,
    1243225,
    1245456,
    1247689,
    1249924,
    1252161,
    1254400,
    1256641,
    1258884,
    1261129,
    1263376,
    1265625,
    1267876,
    1270129,
    1272384,
    1274641,
    1276900,
    1279161,
    1281424,
    1283689,
    1285956,
    1288225,
    1290496,
    1292769,
    1295044,
    1297321,
    1299600,
    1301881,
    1304164,
    1306449,
    1308736,
    1311025,
    1313316,
    1315609,
    1317904,
    1320201,
    1322500,
    1324801,
    1327104,
    1329409,
    1331716,
    1334025,
    1336336,
    1338649,
    1340964,
    1343281,
    1345600,
    1347921,
    1350244,
    1352569,
    1354896,
    1357225,
    1359556,
    1361889,
    1364224,
    1366561,
    1368900,
    1371241,
    1373584,
    1375929,
    1378276,
    1380625,
    1382976,
    1385329,
    1387684,
    1390041,
    1392400,
    1394761,
    1397124,
    1399489,
    1401856,
    1404225,
    1406596,
    1408969,
    1411344,
    1413721,
    1416100,
    1418481,
    1420864,
    1423249,
    1425636,
    1428025,
    1430416,
    1432809,
    1435204,
    1437601,
    1440000,
    1442401,
    1444804,
    1447209,
    1449616,
    1452025,
    1454436,
    1456849,
    1459264,
    1461681,
    1464100,
    1466521,
    1468944,
    1471369,
    1473796,
    1476225,
    1478656,
    1481089,
    1483524,
    1485961,
    1488400,
    1490841,
    1493284,
    1495729,
    1498176,
    1500625,
    1503076,
    1505529,
    1507984,
    1510441,
    1512900,
    1515361,
    1517824,
    1520289,
    1522756,
    1525225,
    1527696,
    1530169,
    1532644,
    1535121,
    1537600,
    1540081,
    1542564,
    1545049,
    1547536,
    1550025,
    1552516,
    1555009,
    1557504,
    1560001,
    1562500,
    1565001,
    1567504,
    1570009,
    1572516,
    1575025,
    1577536,
    1580049,
    1582564,
    1585081,
    1587600,
    1590121,
    1592644,
    1595169,
    1597696,
    1600225,
    1602756,
    1605289,
    1607824,
    1610361,
    1612900,
    1615441,
    1617984,
    1620529,
    1623076,
    1625625,
    1628176,
    1630729,
    1633284,
    1635841,
    1638400,
    1640961,
    1643524,
    1646089,
    1648656,
    1651225,
    1653796,
    1656369,
    1658944,
    1661521,
    1664100,
    1666681,
    1669264,
    1671849,
    1674436,
    1677025,
    1679616,
    1682209,
    1684804,
    1687401,
    1690000,
    1692601,
    1695204,
    1697809,
    1700416,
    1703025,
    1705636,
    1708249,
    1710864,
    1713481,
    1716100,
    1718721,
    1721344,
    1723969,
    1726596,
    1729225,
    1731856,
    1734489,
    1737124,
    1739761,
    1742400,
    1745041,
    1747684,
    1750329,
    1752976,
    1755625,
    1758276,
    1760929,
    1763584,
    1766241,
    1768900,
    1771561,
    1774224,
    1776889,
    1779556,
    1782225,
    1784896,
    1787569,
    1790244,
    1792921,
    1795600,
    1798281,
    1800964,
    1803649,
    1806336,
    1809025,
    1811716,
    1814409,
    1817104,
    1819801,
    1822500,
    1825201,
    1827904,
    1830609,
    1833316,
    1836025,
    1838736,
    1841449,
    1844164,
    1846881,
    1849600,
    1852321,
    1855044,
    1857769,
    1860496,
    1863225,
    1865956,
    1868689,
    1871424,
    1874161,
    1876900,
    1879641,
    1882384,
    1885129,
    1887876,
    1890625,
    1893376,
    1896129,
    1898884,
    1901641,
    1904400,
    1907161,
    1909924,
    1912689,
    1915456,
    1918225,
    1920996,
    1923769,
    1926544,
    1929321,
    1932100,
    1934881,
    1937664,
    1940449,
    1943236,
    1946025,
    1948816,
    1951609,
    1954404,
    1957201,
    1960000,
    1962801,
    1965604,
    1968409,
    1971216,
    1974025,
    1976836,
    1979649,
    1982464,
    1985281,
    1988100,
    1990921,
    1993744,
    1996569,
    1999396,
    2002225,
    2005056,
    2007889,
    2010724,
    2013561,
    2016400,
    2019241,
    2022084,
    2024929,
    2027776,
    2030625,
    2033476,
    2036329,
    2039184,
    2042041,
    2044900,
    2047761,
    2050624,
    2053489,
    2056356,
    2059225,
    2062096,
    2064969,
    2067844,
    2070721,
    2073600,
    2076481,
    2079364,
    2082249,
    2085136,
    2088025,
    2090916,
    2093809,
    2096704,
    2099601,
    2102500,
    2105401,
    2108304,
    2111209,
    2114116,
    2117025,
    2119936,
    2122849,
    2125764,
    2128681,
    2131600,
    2134521,
    2137444,
    2140369,
    2143296,
    2146225,
    2149156,
    2152089,
    2155024,
    2157961,
    2160900,
    2163841,
    2166784,
    2169729,
    2172676,
    2175625,
    2178576,
    2181529,
    2184484,
    2187441,
    2190400,
    2193361,
    2196324,
    2199289,
    2202256,
    2205225,
    2208196,
    2211169,
    2214144,
    2217121,
    2220100,
    2223081,
    2226064,
    2229049,
    2232036,
    2235025,
    2238016,
    2241009,
    2244004,
    2247001,
]


def softmax_loss(x, y):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(len(y)), y]).mean()
    return loss, (p - np.eye(x.shape[1])[y]) / len(y)
